package qingdan.obligation;

/** What it is that a unit owes: one word for each feature that lets units owe something. */
public enum ObligationKind {
  MILESTONE,
  VISIT
}
