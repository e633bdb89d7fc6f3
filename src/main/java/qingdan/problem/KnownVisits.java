package qingdan.problem;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * The visits that problems were found on, as the caller sees them; a withdrawn one is not there.
 */
@ApplicationScoped
class KnownVisits {

  @RegisterForReflection
  record Known(UUID id, UUID campaign, String unitPath) {}

  private final Sql sql;
  private final Sight sight;

  KnownVisits(Sql sql, Sight sight) {
    this.sql = sql;
    this.sight = sight;
  }

  /** Within a visit to a unit something is found there, or below. */
  void requireFor(String pointer, UUID visit, ProblemList list) {
    if (visit == null) {
      return;
    }
    var known = find(visit).orElseThrow(() -> Refusal.unknownReference(pointer));
    if (!known.campaign().equals(list.campaignId())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "of-another-campaign");
    }
    if (!list.unitPath().startsWith(known.unitPath())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "visit-elsewhere");
    }
  }

  private Optional<Known> find(UUID visit) {
    return sql.one(
            Known.class,
            """
            select v.id, v.campaign_id, u.path from visit v join unit u on u.id = v.unit_id
            where v.id = ?1 and v.withdrawn_at is null
            """,
            visit)
        .filter(known -> sight.reads(known.unitPath()));
  }

  /** Those of them that the caller sees. */
  Set<UUID> seen(Collection<UUID> visits) {
    return visits.isEmpty()
        ? Set.of()
        : sql
            .list(
                Known.class,
                """
                select v.id, v.campaign_id, u.path from visit v join unit u on u.id = v.unit_id
                where v.id = any(?1) and v.withdrawn_at is null
                """,
                (Object) visits.toArray(UUID[]::new))
            .stream()
            .filter(known -> sight.reads(known.unitPath()))
            .map(Known::id)
            .collect(Collectors.toSet());
  }
}
