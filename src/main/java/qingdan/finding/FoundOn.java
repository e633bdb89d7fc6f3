package qingdan.finding;

/** On what something is found. */
public enum FoundOn {
  INSPECTION("inspection_id"),
  VISIT("visit_id");

  private final String column;

  FoundOn(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }
}
