package qingdan.change;

import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

import qingdan.shared.Actor;
import qingdan.shared.RequestId;
import qingdan.shared.Sql;

/** How rows that name a unit that ends come to name its successor, or end: each is written down. */
@ApplicationScoped
public class HandOver {

  /**
   * What is handed over.
   *
   * @param type what happened, such as {@code contact.handed-over}
   * @param field what named the unit and names the successor
   * @param statement in SQL, what changes the rows, without returning: the unit is {@code ?1}, the
   *     successor {@code ?2}
   * @param id in SQL, whose change it is
   * @param told in SQL, whether whoever reads what happens at the successor reads it
   */
  public record Taken(
      String entity, String type, String field, String statement, String id, String told) {

    public Taken(String entity, String type, String field, String statement, String id) {
      this(entity, type, field, statement, id, "true");
    }
  }

  private static final String WRITTEN =
      """
      with taken as (
      %s
      returning %s as id, %s as told)
      insert into change (at, entity, entity_id, type, paths, before, after, actor_id, request_id)
      select cast(?%6$d as timestamptz), '%4$s', id, '%5$s', case when told then array[cast(?%7$d as text)] else '{}' end,
          jsonb_build_object('%8$s', cast(?1 as uuid)), jsonb_build_object('%8$s', cast(?2 as uuid)), cast(?%9$d as uuid), ?%10$d
      from taken
      """;

  private final Sql sql;
  private final Actor actor;
  private final CurrentVertxRequest request;
  private final Clock clock;

  HandOver(Sql sql, Actor actor, CurrentVertxRequest request, Clock clock) {
    this.sql = sql;
    this.actor = actor;
    this.request = request;
    this.clock = clock;
  }

  /**
   * What ends with a unit, whoever succeeds it.
   *
   * @param path where the unit stands
   * @param more what the statement names from {@code ?3} on
   */
  public void end(Taken taken, UUID unit, String path, Object... more) {
    take(taken, unit, null, path, more);
  }

  /**
   * @param path where the successor stands
   * @param more what the statement names from {@code ?3} on
   */
  public void take(Taken taken, UUID unit, UUID successor, String path, Object... more) {
    int known = 2 + more.length;
    var parameters = Arrays.copyOf(new Object[] {unit, successor}, known + 4);
    System.arraycopy(more, 0, parameters, 2, more.length);
    parameters[known] = clock.instant();
    parameters[known + 1] = path;
    parameters[known + 2] = actor.accountId() == null ? null : actor.accountId().toString();
    parameters[known + 3] =
        request.getCurrent() == null ? null : RequestId.of(request.getCurrent());
    sql.run(
        WRITTEN.formatted(
            taken.statement(),
            taken.id(),
            taken.told(),
            taken.entity(),
            taken.type(),
            known + 1,
            known + 2,
            taken.field(),
            known + 3,
            known + 4),
        parameters);
  }
}
