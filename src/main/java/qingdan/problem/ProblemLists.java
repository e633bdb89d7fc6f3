package qingdan.problem;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.campaign.CampaignLock;
import qingdan.shared.Changed;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The lists that the caller sees, and every write to one. */
@ApplicationScoped
class ProblemLists {

  /** Lists lie as wide apart as their units: to count them is to fetch each. */
  private static final int COUNTED = 10_000;

  private final Sql sql;
  private final Sight sight;
  private final Places places;
  private final Clock clock;
  private final Event<Changed> changes;

  ProblemLists(Sql sql, Sight sight, Places places, Clock clock, Event<Changed> changes) {
    this.sql = sql;
    this.sight = sight;
    this.places = places;
    this.clock = clock;
    this.changes = changes;
  }

  ProblemList visible(String id) {
    return find(Ids.parse(id)).filter(sight::sees).orElseThrow(Refusal::notFound);
  }

  /** Visible, and kept from every other change until the transaction ends. */
  ProblemList locked(String id) {
    var known = Ids.parse(id);
    return (known == null ? Optional.<ProblemList>empty() : lock(known))
        .filter(sight::sees)
        .orElseThrow(Refusal::notFound);
  }

  Optional<ProblemList> lock(UUID id) {
    sql.one(String.class, CampaignLock.SHARED_BY.formatted("problem_list"), id);
    sql.list(UUID.class, "select id from problem_list where id = ?1 for no key update", id);
    return find(id);
  }

  /** Many at once, in one order for all: those named, and those of problems. */
  void lockAll(UUID[] lists, UUID[] problems) {
    sql.list(
        UUID.class,
        """
        select id from problem_list
        where id = any(cast(?1 as uuid[]) || array(select list_id from problem where id = any(?2)))
        order by id for no key update
        """,
        lists,
        problems);
  }

  Optional<ProblemList> find(UUID id) {
    return id == null
        ? Optional.empty()
        : sql.one(ProblemList.class, ProblemList.SELECT + "l.id = ?1", id);
  }

  Optional<ProblemList> find(UUID unit, UUID batch, UUID task) {
    return sql.one(
        ProblemList.class,
        ProblemList.SELECT
            + "l.unit_id = ?1 and l.batch_id = ?2 and l.task_id is not distinct from cast(?3 as uuid)",
        unit,
        batch,
        Ids.text(task));
  }

  /** By the place of the unit in the tree, then by id. */
  List<ProblemList> list(Scope scope, List<String> after, int fetch) {
    var statement = new Sql.Statement(ProblemList.SELECT);
    where(statement, scope);
    if (after != null) {
      statement.add(" and (u.path, l.id) > (?, ?)", after.get(0), UUID.fromString(after.get(1)));
    }
    statement.add(" order by u.path, l.id limit ?", fetch);
    return sql.list(ProblemList.class, statement);
  }

  Count count(Scope scope) {
    var statement =
        new Sql.Statement(
            "select count(*) from (select 1 from unit u join problem_list l on l.unit_id = u.id where ");
    where(statement, scope);
    statement.add(" limit ?) as counted", COUNTED + 1);
    return Count.of(sql.list(Long.class, statement).get(0), COUNTED);
  }

  /** Which lists a reading holds. */
  record Scope(
      List<Subtree> subtrees, UUID self, UUID parent, UUID batch, UUID task, ListStatus status) {}

  private static void where(Sql.Statement statement, Scope scope) {
    Subtree.within(statement, "u.path", scope.subtrees());
    statement.andEqual("u.id", scope.self());
    statement.andEqual("u.parent_id", scope.parent());
    statement.andEqual("l.batch_id", scope.batch());
    statement.andEqual("l.task_id", scope.task());
    statement.andEqual("l.status", scope.status() == null ? null : scope.status().name());
  }

  /** That of the unit, made where there is none, and locked. */
  ProblemList ofUnit(Place unit, UUID campaign, UUID batch, UUID task, UUID account) {
    find(unit.id(), batch, task)
        .ifPresentOrElse(
            list -> {},
            () ->
                insert(
                    new ProblemListPlan(null, null, null, null),
                    Ids.next(),
                    unit,
                    campaign,
                    batch,
                    task,
                    account,
                    " on conflict on constraint problem_list_once do nothing"));
    return lock(find(unit.id(), batch, task).orElseThrow().id()).orElseThrow();
  }

  ProblemList create(
      ProblemListPlan plan,
      UUID id,
      Place unit,
      UUID campaign,
      UUID batch,
      UUID task,
      UUID account) {
    insert(plan, id, unit, campaign, batch, task, account, "");
    return find(id).orElseThrow();
  }

  private void insert(
      ProblemListPlan plan,
      UUID id,
      Place unit,
      UUID campaign,
      UUID batch,
      UUID task,
      UUID account,
      String onConflict) {
    if (!places.staysOpen(unit.id())) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, unit.id());
    }
    int inserted =
        sql.run(
            """
            insert into problem_list (id, campaign_id, batch_id, task_id, unit_id, status, aims, steps, lead_person,
                statement, created_at, created_by)
            values (?1, ?2, ?3, cast(?4 as uuid), ?5, 'DRAFT', ?6, ?7, ?8, ?9, ?10, ?11)
            """
                + onConflict,
            id,
            campaign,
            batch,
            Ids.text(task),
            unit.id(),
            plan.aims(),
            plan.steps(),
            plan.leadPerson(),
            plan.statement(),
            clock.instant(),
            account);
    if (inserted > 0) {
      var list = find(id).orElseThrow();
      changes.fire(
          new Changed(
              "problemList",
              id,
              "problem-list.created",
              List.of(list.unitPath()),
              null,
              list.told()));
    }
  }

  ProblemList change(ProblemList before, String type, Columns columns) {
    var statement = new Sql.Statement("update problem_list set version = version + 1");
    columns.assign(statement);
    statement.add(" where id = ?", before.id());
    sql.run(statement.text(), statement.parameters());
    var after = find(before.id()).orElseThrow();
    var is = new TreeMap<>(after.told());
    var was = new TreeMap<>(before.told());
    is.entrySet().removeIf(entry -> Objects.equals(entry.getValue(), was.get(entry.getKey())));
    was.keySet().retainAll(is.keySet());
    changes.fire(new Changed("problemList", after.id(), type, List.of(after.unitPath()), was, is));
    return after;
  }

  /** Before any row: see {@link CampaignLock}. */
  void shareCampaignOf(UUID batch) {
    sql.one(String.class, CampaignLock.SHARED_BY.formatted("batch"), batch);
  }

  /** A list with something left to do is not closed. */
  ProblemList reopened(ProblemList list) {
    return list.status() == ListStatus.CLOSED
        ? change(
            list,
            "problem-list.reopened",
            Columns.set("status", ListStatus.APPROVED).and("closed_at", null))
        : list;
  }

  /** What is on the list has changed: whoever reviewed it reviewed something else. */
  void touch(ProblemList list) {
    var returned = list.status() == ListStatus.RETURNED;
    change(
        list,
        "problem-list.edited",
        returned ? Columns.set("status", ListStatus.DRAFT) : new Columns());
  }

  long problems(UUID list) {
    return count("select count(*) from problem where list_id = ?1 and status <> 'DISMISSED'", list);
  }

  long unfinished(UUID list) {
    return count("select count(*) from problem where list_id = ?1 and closed_at is null", list);
  }

  private long count(String query, UUID list) {
    return sql.one(Long.class, query, list).orElseThrow();
  }
}
