package qingdan.unit;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.Sql;

/** What every account may know of any unit, for many units at once. */
@ApplicationScoped
public class Directory {

  @RegisterForReflection
  record Row(UUID id, String code, String name, String kind, String tier) {

    DirectoryEntry entry() {
      return new DirectoryEntry(id, code, name, UnitKind.valueOf(kind), Tier.valueOf(tier));
    }
  }

  private final Sql sql;

  Directory(Sql sql) {
    this.sql = sql;
  }

  public Map<UUID, DirectoryEntry> of(Collection<UUID> ids) {
    return sql
        .list(
            Row.class,
            "select id, code, name, kind, tier from unit where id = any(?1)",
            (Object) ids.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(Row::id, Row::entry));
  }
}
