package qingdan.unit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import qingdan.access.Place;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Lock;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Writes to the tree. Whoever changes its structure holds one lock to the end of the transaction
 * and reads what it checks after it has the lock: two opposite moves make a circle otherwise, under
 * every isolation level but SERIALIZABLE.
 */
@ApplicationScoped
class UnitTree {

  static final int DEEPEST = 16;

  private final Sql sql;
  private final Units units;
  private final Clock clock;
  private final Event<Changed> changes;
  private final Event<UnitMoves> moving;

  UnitTree(Sql sql, Units units, Clock clock, Event<Changed> changes, Event<UnitMoves> moving) {
    this.sql = sql;
    this.units = units;
    this.clock = clock;
    this.changes = changes;
    this.moving = moving;
  }

  void lock() {
    sql.lock(Lock.TREE);
  }

  /** The first of so many labels that nobody else gets. */
  long reserveLabels(long count) {
    lock();
    return sql.one(
            Long.class,
            "select setval('unit_label', nextval('unit_label') + ?1) - ?1",
            Math.max(count, 1))
        .orElseThrow();
  }

  UnitRow create(CreateUnit request, UUID parentId) {
    lock();
    var parent = parentId == null ? null : units.find(parentId).orElseThrow(Refusal::notFound);
    if (parent != null && parent.isClosed()) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, parent.code());
    }
    if (parent != null && parent.depth() >= DEEPEST) {
      throw new Refusal(ErrorCode.TOO_DEEP, DEEPEST);
    }
    var id = request.id() == null ? Ids.next() : request.id();
    var label =
        Long.toString(sql.one(Long.class, "select nextval('unit_label')").orElseThrow(), 36);
    var tier = request.tier() == null ? request.kind().tier() : request.tier();
    sql.run(
        """
        insert into unit (id, code, name, bigrams, kind, tier, sector, parent_id, label, path, valid_from, created_at)
        values (?1, ?2, ?3, name_bigrams(?3), ?4, ?5, ?6, cast(?7 as uuid), ?8, ?9, ?10, ?10)
        """,
        id,
        request.code(),
        request.name(),
        request.kind().name(),
        tier.name(),
        request.sector() == null ? null : request.sector().name(),
        parentId == null ? null : parentId.toString(),
        label,
        (parent == null ? Place.EVERYWHERE : parent.path()) + label + "/",
        clock.instant());
    count(parentId, 1);
    var row = units.find(id).orElseThrow();
    fire(row, "unit.created", null, fields(row));
    return row;
  }

  /**
   * Changes what a unit says of itself. No structure moves, so no lock of the tree: the version
   * guards the row.
   */
  UnitRow amend(UnitRow unit, UnitPatch to) {
    refuseClosed(unit);
    var sector = to.sector() == null ? null : to.sector().name();
    if (!unit.kind().equals(to.kind().name())
        || !unit.tier().equals(to.tier().name())
        || !Objects.equals(unit.sector(), sector)) {
      moving.fire(new UnitMoves(unit.path(), unit.path()));
    }
    var now = clock.instant();
    keepPast(now, "id = ?2", unit.id());
    int changed =
        sql.run(
            """
            update unit set version = version + 1, code = ?3, name = ?4, bigrams = name_bigrams(?4), kind = ?5, tier = ?6,
                sector = ?7, valid_from = ?8
            where id = ?1 and version = ?2
            """,
            unit.id(),
            unit.version(),
            to.code(),
            to.name(),
            to.kind().name(),
            to.tier().name(),
            sector,
            now);
    if (changed == 0) {
      throw new Refusal(ErrorCode.STALE, unit.version() + 1);
    }
    var row = units.find(unit.id()).orElseThrow();
    fireDifference(unit, row, row.name().equals(unit.name()) ? "unit.amended" : "unit.renamed");
    return row;
  }

  /** The number of units whose path changed. */
  int move(UnitRow unit, UnitRow parent) {
    var to = (parent == null ? Place.EVERYWHERE : parent.path()) + label(unit) + "/";
    var end = unit.path().substring(0, unit.path().length() - 1) + "0";
    var now = clock.instant();
    keepPast(now, "path >= ?2 and path < ?3", unit.path(), end);
    int touched =
        sql.run(
            """
            update unit set path = ?3 || substr(path, ?4), version = version + 1, valid_from = ?5,
                parent_id = case when id = ?6 then cast(?7 as uuid) else parent_id end
            where path >= ?1 and path < ?2
            """,
            unit.path(),
            end,
            to,
            unit.path().length() + 1,
            now,
            unit.id(),
            parent == null ? null : parent.id().toString());
    count(unit.parentId(), -1);
    count(parent == null ? null : parent.id(), 1);
    fireDifference(unit, units.find(unit.id()).orElseThrow(), "unit.moved");
    return touched;
  }

  void close(UnitRow unit, UUID successor) {
    var now = clock.instant();
    keepPast(now, "id = ?2", unit.id());
    sql.run(
        """
        update unit set version = version + 1, closed_at = ?2, valid_from = ?2, successor_id = cast(?3 as uuid)
        where id = ?1
        """,
        unit.id(),
        now,
        successor == null ? null : successor.toString());
    count(unit.parentId(), -1);
    fireDifference(unit, units.find(unit.id()).orElseThrow(), "unit.closed");
  }

  List<UnitRow> openChildren(UUID unit) {
    return sql.list(
        UnitRow.class,
        "select "
            + UnitRow.COLUMNS
            + " from unit where parent_id = ?1 and closed_at is null order by path",
        unit);
  }

  static void refuseClosed(UnitRow unit) {
    if (unit.isClosed()) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, unit.code());
    }
  }

  /** Keeps what the units were until now; {@code ?2} and so on stand for the parameters. */
  void keepPast(Instant now, String which, Object... parameters) {
    var all = new Object[parameters.length + 1];
    all[0] = now;
    System.arraycopy(parameters, 0, all, 1, parameters.length);
    sql.run(
        """
        insert into unit_past (unit_id, version, code, name, bigrams, kind, tier, sector, parent_id, path, closed_at,
            successor_id, valid_from, valid_to)
        select id, version, code, name, bigrams, kind, tier, sector, parent_id, path, closed_at, successor_id, valid_from, ?1
        from unit where\s"""
            + which
            // or an amendment between this and the update would be overwritten, and lost from the
            // history
            + " for no key update",
        all);
  }

  private void count(UUID parent, int by) {
    if (parent != null) {
      sql.run("update unit set child_count = child_count + ?2 where id = ?1", parent, by);
    }
  }

  private static String label(UnitRow unit) {
    var bare = unit.path().substring(0, unit.path().length() - 1);
    return bare.substring(bare.lastIndexOf('/') + 1);
  }

  private void fireDifference(UnitRow before, UnitRow after, String type) {
    var was = fields(before);
    var is = fields(after);
    var same =
        was.entrySet().stream()
            .filter(entry -> Objects.equals(entry.getValue(), is.get(entry.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    same.forEach(was::remove);
    same.forEach(is::remove);
    changes.fire(
        new Changed("unit", after.id(), type, paths(before.path(), after.path()), was, is));
  }

  private void fire(UnitRow row, String type, Map<String, Object> was, Map<String, Object> is) {
    changes.fire(new Changed("unit", row.id(), type, List.of(row.path()), was, is));
  }

  private static List<String> paths(String before, String after) {
    return before.equals(after) ? List.of(after) : List.of(before, after);
  }

  private static Map<String, Object> fields(UnitRow row) {
    var fields = new TreeMap<String, Object>();
    fields.put("code", row.code());
    fields.put("name", row.name());
    fields.put("kind", row.kind());
    fields.put("tier", row.tier());
    fields.put("sector", row.sector());
    fields.put("parent", row.parentId());
    fields.put("successor", row.successorId());
    fields.put("status", row.isClosed() ? "CLOSED" : "OPEN");
    return fields;
  }
}
