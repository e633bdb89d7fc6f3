package qingdan.campaign;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.change.ChangeLog;
import qingdan.shared.Sql;

/** The terms of what campaigns have, where a batch is followed by the next. */
@ApplicationScoped
public class Terms {

  /**
   * A table of what has a term: {@code id}, {@code version}, {@code campaign_id}, {@code ends_on}.
   *
   * @param counted what they are called where they are counted
   * @param paths in SQL, the places from which a row t is seen
   */
  public record Kind(String counted, String table, String entity, String fact, String paths) {}

  @RegisterForReflection
  record Days(String timeZone, LocalDate endsOn, LocalDate nextEndsOn, UUID campaign) {}

  private static final String UNTIL =
      " from %s t where t.campaign_id = ?1 and t.ends_on = cast(?2 as date)";

  private final Sql sql;
  private final ChangeLog changes;
  private final Clock clock;

  Terms(Sql sql, ChangeLog changes, Clock clock) {
    this.sql = sql;
    this.changes = changes;
    this.clock = clock;
  }

  public BatchEnd end(UUID batch, UUID next, UUID account, String requestId) {
    var days =
        sql.one(
                Days.class,
                """
                select c.time_zone, b.ends_on, n.ends_on as next_ends_on, c.id
                from batch b join campaign c on c.id = b.campaign_id join batch n on n.campaign_id = c.id
                where b.id = ?1 and n.id = ?2
                """,
                batch,
                next)
            .orElseThrow();
    return new BatchEnd(
        days.campaign(),
        batch,
        next,
        LocalDate.now(clock.withZone(ZoneId.of(days.timeZone()))),
        days.endsOn(),
        days.nextEndsOn(),
        account,
        requestId);
  }

  /** Those that are not over, and those of them that would be with the batch. */
  public Map<String, Long> foreseen(Kind kind, BatchEnd end) {
    var prolonged =
        end.prolongs()
            ? count(UNTIL.formatted(kind.table()), end.campaign(), end.endsOn().toString())
            : 0;
    var going =
        count(
            " from %s t where t.campaign_id = ?1 and (coalesce(t.ends_on, 'infinity') >= ?2 or ?4 and t.ends_on = cast(?3 as date))"
                .formatted(kind.table()),
            end.campaign(),
            end.day(),
            end.endsOn() == null ? null : end.endsOn().toString(),
            end.prolongs());
    return Map.of(kind.counted(), going, kind.counted() + ".prolonged", prolonged);
  }

  private long count(String rows, Object... parameters) {
    return sql.one(Long.class, "select count(*)" + rows, parameters).orElseThrow();
  }

  public void prolong(Kind kind, BatchEnd end) {
    if (!end.prolongs()) {
      return;
    }
    var until = end.nextEndsOn() == null ? null : end.nextEndsOn().toString();
    changes.writeAll(
        """
        select cast(?4 as timestamptz), '%s', t.id, '%s', %s, jsonb_build_object('endsOn', t.ends_on),
            jsonb_build_object('endsOn', cast(?3 as date)), cast(?5 as uuid), ?6
        """
                .formatted(kind.entity(), kind.fact(), kind.paths())
            + UNTIL.formatted(kind.table()).replace("?1", "cast(?1 as uuid)"),
        end.campaign(),
        end.endsOn().toString(),
        until,
        clock.instant(),
        end.account(),
        end.requestId());
    sql.run(
        """
        update %s t set version = version + 1, ends_on = cast(?3 as date)
        where t.campaign_id = ?1 and t.ends_on = cast(?2 as date)
        """
            .formatted(kind.table()),
        end.campaign(),
        end.endsOn().toString(),
        until);
  }
}
