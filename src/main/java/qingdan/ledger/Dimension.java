package qingdan.ledger;

/** What balances are kept apart by: one at a time. */
public enum Dimension {
  NONE("N"),
  TASK("T"),
  CATEGORY("C"),
  KIND("K"),
  SECTOR("S"),
  TIER("R"),
  DAYS_TO_CLOSE("D");

  private final String code;

  Dimension(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
