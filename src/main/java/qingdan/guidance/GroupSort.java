package qingdan.guidance;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Orders of a list of guidance groups, each with an index behind it. */
enum GroupSort {
  NAME("name"),
  STARTS_ON("startsOn");

  private final String label;

  GroupSort(String label) {
    this.label = label;
  }

  static GroupSort of(String text) {
    if (text == null) {
      return NAME;
    }
    for (var sort : values()) {
      if (sort.label.equals(text)) {
        return sort;
      }
    }
    throw Refusal.parameter("sort", "one-of", "name, startsOn");
  }

  List<String> key(GuidanceGroup group) {
    return List.of(
        this == NAME ? group.name() : group.startsOn().toString(), group.id().toString());
  }

  void page(Sql.Statement statement, List<String> after, int fetch) {
    var column = this == NAME ? "g.name" : "g.starts_on";
    if (after != null) {
      statement.add(
          " and (" + column + ", g.id) > (?, ?)",
          this == NAME ? after.get(0) : LocalDate.parse(after.get(0)),
          UUID.fromString(after.get(1)));
    }
    statement.add(" order by " + column + ", g.id limit ?", fetch);
  }
}
