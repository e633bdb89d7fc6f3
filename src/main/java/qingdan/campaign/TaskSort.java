package qingdan.campaign;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Orders of a list of tasks, each with an index behind it. */
enum TaskSort {
  POSITION,
  NAME;

  static TaskSort of(String label) {
    if (label == null) {
      return POSITION;
    }
    for (var sort : values()) {
      if (sort.name().toLowerCase(Locale.ROOT).equals(label)) {
        return sort;
      }
    }
    throw Refusal.parameter("sort", "one-of", "position, name");
  }

  List<String> key(Task task) {
    return List.of(String.valueOf(task.position()), task.name(), task.id().toString());
  }

  void after(Sql.Statement statement, List<String> key) {
    if (key == null) {
      return;
    }
    var id = UUID.fromString(key.get(2));
    if (this == NAME) {
      statement.add(" and (t.name, t.id) > (?, ?)", key.get(1), id);
    } else {
      statement.add(
          " and (t.position, t.name, t.id) > (?, ?, ?)",
          Integer.valueOf(key.get(0)),
          key.get(1),
          id);
    }
  }

  void order(Sql.Statement statement) {
    statement.add(this == NAME ? " order by t.name, t.id" : " order by t.position, t.name, t.id");
  }
}
