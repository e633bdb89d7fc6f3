package qingdan.unit;

import java.util.List;
import java.util.UUID;

import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Orders of a list of units, each with an index behind it. */
enum UnitSort {
  PATH("path", "path"),
  NAME("name", "name collate \"C\", id"),
  CODE("code", "code, id");

  static final String NAMES = "path, name, code";

  private final String label;
  private final String order;

  UnitSort(String label, String order) {
    this.label = label;
    this.order = order;
  }

  static UnitSort of(String label) {
    for (var sort : values()) {
      if (sort.label.equals(label)) {
        return sort;
      }
    }
    throw Refusal.parameter("sort", "one-of", NAMES);
  }

  List<String> key(UnitRow row) {
    return switch (this) {
      case PATH -> List.of(row.path());
      case NAME -> List.of(row.name(), row.id().toString());
      case CODE -> List.of(row.code(), row.id().toString());
    };
  }

  void after(Sql.Statement statement, List<String> key) {
    if (key == null) {
      return;
    }
    if (this == PATH) {
      statement.add(" and path > ?", key.get(0));
    } else {
      statement.add(" and (" + order + ") > (?, ?)", key.get(0), UUID.fromString(key.get(1)));
    }
  }

  void order(Sql.Statement statement) {
    statement.add(" order by " + order);
  }
}
