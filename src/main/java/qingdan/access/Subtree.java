package qingdan.access;

import java.util.ArrayList;
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

  /** The paths of the units above, from the root down. */
  public List<String> above() {
    var above = new ArrayList<String>();
    for (int i = path.indexOf('/', 1);
        i > 0 && i < path.length() - 1;
        i = path.indexOf('/', i + 1)) {
      above.add(path.substring(0, i + 1));
    }
    return above;
  }

  /**
   * Adds the condition that a row stands in one of the subtrees; rows of no unit stand everywhere.
   */
  public static void within(Sql.Statement statement, String column, List<Subtree> subtrees) {
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
