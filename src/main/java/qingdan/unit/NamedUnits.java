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
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Many units that a body names in its {@code units}, found at once. */
@ApplicationScoped
public class NamedUnits {

  @RegisterForReflection
  record Named(UUID id, String code, String path, boolean closed) {}

  private static final String CODE = "code:";

  private final Caller caller;
  private final Sql sql;

  NamedUnits(Caller caller, Sql sql) {
    this.caller = caller;
    this.sql = sql;
  }

  /**
   * The units that the references name, in their order; every fault is told at once.
   *
   * @param bound path of the subtree in which each must stand
   * @param outside the rule that a unit outside of it breaks
   */
  public List<UUID> in(String bound, String outside, List<String> references) {
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
      } else if (!unit.path().startsWith(bound)) {
        broken.at(pointer, outside);
      } else if (unit.closed()) {
        closed.add(new Refusal(ErrorCode.UNIT_CLOSED, unit.code()).at(pointer, "closed-unit"));
      }
    }
    refuse(unknown);
    refuse(broken);
    closed.stream().findFirst().ifPresent(NamedUnits::refuse);
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
