package qingdan.access;

import java.util.List;

import qingdan.shared.Sql;

/** A unit and all below it, as a range of paths: {@code 0} follows {@code /} in ASCII. */
public record Subtree(String path) {

  public boolean contains(String other) {
    return other.startsWith(path);
  }

  /** The first text behind every path of the subtree. */
  public String end() {
    return path.substring(0, path.length() - 1) + '0';
  }

  /**
   * Adds the condition that a row stands in one of the subtrees; rows of no unit stand everywhere.
   */
  static void within(Sql.Statement statement, String column, List<Subtree> subtrees) {
    if (subtrees.isEmpty()) {
      statement.add("false");
      return;
    }
    if (subtrees.get(0).path().equals(Place.EVERYWHERE)) {
      statement.add("true");
      return;
    }
    statement.add("(");
    var or = "";
    for (var subtree : subtrees) {
      statement.add(or + column + " >= ? and " + column + " < ?", subtree.path(), subtree.end());
      or = " or ";
    }
    statement.add(")");
  }
}
