package qingdan.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Caller;
import qingdan.access.Subtree;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The units of a set, and those that a caller names to become so. */
@ApplicationScoped
class UnitSetMembers {

  @RegisterForReflection
  record Named(UUID id, String code, String path, boolean closed) {}

  private static final String CODE = "code:";

  private final Units units;
  private final Caller caller;
  private final Sql sql;

  UnitSetMembers(Units units, Caller caller, Sql sql) {
    this.units = units;
    this.caller = caller;
    this.sql = sql;
  }

  List<UnitRow> list(UnitSet set, List<String> after, int fetch) {
    return units.list(filter(set), after, fetch);
  }

  long count(UnitSet set) {
    return units.count(filter(set));
  }

  /** Whoever sees the set sees its owner, and so the whole of the subtree that members stand in. */
  private static UnitFilter filter(UnitSet set) {
    return new UnitFilter(
        List.of(new Subtree(set.ownerPath())),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        set.id(),
        null,
        UnitSort.PATH);
  }

  /** The units that the references name, in their order; every fault is told at once. */
  List<UUID> named(UnitSet set, List<String> references) {
    var found = find(references);
    var unknown = new Refusal(ErrorCode.UNKNOWN_REFERENCE);
    var broken = new Refusal(ErrorCode.RULE_BROKEN);
    var closed = new ArrayList<Refusal>();
    var first = new HashMap<UUID, String>();
    for (int i = 0; i < references.size(); i++) {
      var pointer = "/units/" + i;
      var unit = found.get(key(references.get(i)));
      if (unit == null || !caller.sees(unit.path())) {
        unknown.at(pointer, "unknown-reference");
      } else if (first.putIfAbsent(unit.id(), pointer) != null) {
        broken.at(pointer, "same-unit", first.get(unit.id()));
      } else if (!unit.path().startsWith(set.ownerPath())) {
        broken.at(pointer, "outside-owner");
      } else if (unit.closed()) {
        closed.add(new Refusal(ErrorCode.UNIT_CLOSED, unit.code()).at(pointer, "closed-unit"));
      }
    }
    refuse(unknown);
    refuse(broken);
    closed.stream().findFirst().ifPresent(UnitSetMembers::refuse);
    return references.stream().map(reference -> found.get(key(reference)).id()).toList();
  }

  private static void refuse(Refusal refusal) {
    if (!refusal.faults().isEmpty()) {
      throw refusal;
    }
  }

  private Map<String, Named> find(List<String> references) {
    var codes =
        references.stream()
            .filter(reference -> reference.startsWith(CODE))
            .map(reference -> reference.substring(CODE.length()))
            .toArray(String[]::new);
    var ids = references.stream().map(Ids::parse).filter(Objects::nonNull).toArray(UUID[]::new);
    var rows =
        sql.list(
            Named.class,
            """
            select id, code, path, closed_at is not null from unit
            where id = any(?1) or (code = any(?2) and closed_at is null)
            """,
            ids,
            codes);
    var found = new HashMap<String, Named>();
    for (var row : rows) {
      found.put(row.id().toString(), row);
      if (!row.closed()) {
        found.put(CODE + row.code(), row);
      }
    }
    return found;
  }

  /** Ids in one form, whatever the case of their letters. */
  private static String key(String reference) {
    var id = Ids.parse(reference);
    return id == null ? reference : id.toString();
  }
}
