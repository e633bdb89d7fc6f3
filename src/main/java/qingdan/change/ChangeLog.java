package qingdan.change;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

import qingdan.shared.Actor;
import qingdan.shared.Changed;
import qingdan.shared.RequestId;
import qingdan.shared.Sql;

/** Writes every change down, in the transaction of the change. */
@ApplicationScoped
public class ChangeLog {

  private final Sql sql;
  private final Actor actor;
  private final CurrentVertxRequest request;
  private final ObjectMapper json;
  private final Clock clock;

  ChangeLog(Sql sql, Actor actor, CurrentVertxRequest request, ObjectMapper json, Clock clock) {
    this.sql = sql;
    this.actor = actor;
    this.request = request;
    this.json = json;
    this.clock = clock;
  }

  void write(@Observes Changed changed) throws JsonProcessingException {
    sql.run(
        """
        insert into change (at, entity, entity_id, type, paths, before, after, actor_id, request_id)
        values (?1, ?2, ?3, ?4, ?5, cast(?6 as jsonb), cast(?7 as jsonb), cast(?8 as uuid), ?9)
        """,
        clock.instant(),
        changed.entity(),
        changed.id(),
        changed.type(),
        changed.paths().toArray(String[]::new),
        text(changed.before()),
        text(changed.after()),
        actor.accountId() == null ? null : actor.accountId().toString(),
        request.getCurrent() == null ? null : RequestId.of(request.getCurrent()));
  }

  /**
   * Many changes at once, where a fact for each would take too long: the query gives at, entity, id
   * of the entity, type, paths, before, after, actor, request id.
   */
  public void writeAll(String query, Object... parameters) {
    sql.run(
        "insert into change (at, entity, entity_id, type, paths, before, after, actor_id, request_id) "
            + query,
        parameters);
  }

  private String text(Map<String, Object> fields) throws JsonProcessingException {
    return fields == null ? null : json.writeValueAsString(fields);
  }

  @Scheduled(every = "24h", delayed = "30s", identity = "make-change-partitions")
  @Transactional
  void makePartitions() {
    sql.one(Object.class, "select cast(make_change_partitions(?1) as text)", LocalDate.now(clock));
  }
}
