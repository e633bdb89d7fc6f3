package qingdan.obligation;

import qingdan.shared.Changed;

/** Something that the units of a cohort owe, as the feature keeps it that sets it. */
public interface Owed {

  Subject subject();

  /** False where nobody can be told any more: whoever owes it goes on. */
  boolean hasCohort();

  Cohort cohort();

  Changed cohortChanged(Followed followed);
}
