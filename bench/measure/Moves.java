import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Subtrees go to another parent of the same kind, and back. */
final class Moves {

  private static final String PROMISE = "move of a unit with about 5,000 below it, ";
  private static final int WANTED = 5000;
  private static final int OFF_BY = 1000;

  private final List<Size> sizes;
  private final Table table;
  private final Budgets budgets;

  Moves(List<Size> sizes, Table table, Budgets budgets) {
    this.sizes = sizes;
    this.table = table;
    this.budgets = budgets;
  }

  private record Moved(double millis, double megabytes) {}

  void run() throws Exception {
    if (!Measure.wanted("move")) {
      return;
    }
    table.head(
        "Move of a subtree, there and back",
        "size",
        "units",
        "problems",
        "time",
        "WAL",
        "problems had followed after");
    for (var size : sizes) {
      nearest(size, "COUNTY", "a county, to a city beside its own where there is one");
      nearest(size, "CITY", "a city, to another province");
    }
  }

  /** Of those of a kind, the one whose units are nearest to those of the budget. */
  private void nearest(Size size, String kind, String name) throws Exception {
    var nearest =
        size.value(
            """
            select id from (
              select c.id, (select count(*) from unit u where %s) as units
              from unit c where c.kind = '%s' and c.closed_at is null) c
            order by abs(units - %d), id limit 1
            """
                .formatted(below("u", "c"), kind, WANTED));
    var units = units(size, nearest);
    var moved = move(size, name, nearest, units);
    if (Math.abs(units - WANTED) > OFF_BY) {
      return;
    }
    if (moved == null) {
      budgets.unable(PROMISE + "ms and MB of WAL", size.name, "refused, or no other parent");
    } else {
      budgets.atMost(PROMISE + "ms", size.name, 500, moved.millis());
      budgets.atMost(PROMISE + "MB of WAL", size.name, 3, moved.megabytes());
    }
  }

  private Moved move(Size size, String name, String unit, double units) throws Exception {
    var home = size.value("select parent_id from unit where id = '" + unit + "'");
    var other = other(size, unit, home);
    var problems =
        size.number(
            "select count(*) from problem p join unit u on u.id = p.unit_id join unit t on t.id = '%s' where %s"
                .formatted(unit, below("u", "t")));
    if (other.isEmpty()) {
      table.row(
          "%s | %s | %.0f | %.0f | cannot be done: no other parent of this kind | – | –",
          name, size.name, units, problems);
      return null;
    }
    var millis = new ArrayList<Double>();
    var megabytes = new ArrayList<Double>();
    var followed = new ArrayList<Double>();
    for (int round = -1; round < Measure.ROUNDS; round++) {
      var to = round % 2 == 0 ? home : other.get(0);
      var token = size.admin();
      var before = size.wal();
      var begin = System.nanoTime();
      try {
        size.post(token, "/unit-changes", Map.of("type", "MOVE", "unit", unit, "parent", to));
      } catch (IllegalStateException refused) {
        table.row("%s | %s | %.0f | %.0f | refused | – | –", name, size.name, units, problems);
        System.err.println(refused.getMessage());
        return null;
      }
      if (round >= 0) {
        millis.add((System.nanoTime() - begin) / 1e6);
        megabytes.add((size.wal() - before) / 1e6);
      }
      while (size.number("select count(*) from problem_place_pending") > 0) {
        Thread.sleep(20);
      }
      if (round >= 0) {
        followed.add((System.nanoTime() - begin) / 1e9);
      }
    }
    var moved = new Moved(Median.of(millis), Median.of(megabytes));
    table.row(
        "%s | %s | %.0f | %.0f | %.0f ms | %.2f MB | %.1f s",
        name, size.name, units, problems, moved.millis(), moved.megabytes(), Median.of(followed));
    return moved;
  }

  private static double units(Size size, String unit) throws Exception {
    return size.number(
        "select count(*) from unit u join unit t on t.id = '%s' where %s"
            .formatted(unit, below("u", "t")));
  }

  /** Another parent like the one it has, if there is one outside it; rather one beside that. */
  private static List<String> other(Size size, String unit, String home) throws Exception {
    return size.column(
        """
        select o.id from unit o join unit h on h.id = '%s' join unit u on u.id = '%s'
        where o.tier = h.tier and o.kind = h.kind and o.id <> h.id and o.closed_at is null and not (%s)
        order by o.parent_id is distinct from h.parent_id, o.path desc limit 1
        """
            .formatted(home, unit, below("o", "u")));
  }

  private static String below(String unit, String top) {
    return "%1$s.path >= %2$s.path and %1$s.path < left(%2$s.path, -1) || '0'".formatted(unit, top);
  }
}
