package qingdan.problem;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import qingdan.campaign.CampaignLock;
import qingdan.shared.Changed;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The problems that the caller sees, and every write to one. */
@ApplicationScoped
class Problems {

  private static final String SELECT =
      "select " + Problem.COLUMNS + " from problem p " + Problem.JOINS + "where ";

  private final Sql sql;
  private final Sight sight;
  private final ProblemLists lists;
  private final Clock clock;
  private final Event<Changed> changes;

  Problems(Sql sql, Sight sight, ProblemLists lists, Clock clock, Event<Changed> changes) {
    this.sql = sql;
    this.sight = sight;
    this.lists = lists;
    this.clock = clock;
    this.changes = changes;
  }

  Problem visible(String id) {
    return find(Ids.parse(id)).filter(sight::sees).orElseThrow(Refusal::notFound);
  }

  /** Visible, and kept from every other change until the transaction ends. */
  Problem locked(String id) {
    var known = Ids.parse(id);
    return (known == null ? Optional.<Problem>empty() : lock(known))
        .filter(sight::sees)
        .orElseThrow(Refusal::notFound);
  }

  /** The list first, as whoever approves it does. */
  Problem lockedWithList(String id) {
    for (var list = visible(id).listId(); ; ) {
      lists.lock(list);
      var problem = locked(id);
      if (problem.listId().equals(list)) {
        return problem;
      }
      list = problem.listId();
    }
  }

  /** The row is read again after the lock was had: it is what the winner left. */
  Optional<Problem> lock(UUID id) {
    sql.one(String.class, CampaignLock.SHARED_BY.formatted("problem"), id);
    sql.list(UUID.class, "select id from problem where id = ?1 for no key update", id);
    return find(id);
  }

  /** The rows of many, and of what waits for the roots among them. */
  void lockAll(UUID[] problems, UUID[] roots) {
    sql.list(
        UUID.class,
        """
        select id from problem
        where id = any(cast(?1 as uuid[]) || array(select id from problem where root_id = any(?2) and status = 'CLAIMED'))
        order by id for no key update
        """,
        problems,
        roots);
  }

  Optional<Problem> find(UUID id) {
    return id == null ? Optional.empty() : sql.one(Problem.class, SELECT + "p.id = ?1", id);
  }

  /** Those of them that the caller sees. */
  Set<UUID> seen(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Set.of()
        : all(List.copyOf(ids)).stream()
            .filter(sight::sees)
            .map(Problem::id)
            .collect(Collectors.toSet());
  }

  /** By the places of their units. */
  List<Problem> all(List<UUID> ids) {
    return sql.list(
        Problem.class,
        SELECT + "p.id = any(?1) order by u.path, p.id",
        (Object) ids.toArray(UUID[]::new));
  }

  /** In the order of the ids. */
  List<Problem> each(List<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : sql.list(
            Problem.class,
            "select "
                + Problem.COLUMNS
                + " from unnest(cast(?1 as uuid[])) with ordinality as asked (id, place) join problem p on p.id = asked.id "
                + Problem.JOINS
                + "order by asked.place",
            (Object) ids.toArray(UUID[]::new));
  }

  /** The symptoms that wait for the root to be solved, locked in the order of their ids. */
  List<Problem> lockedSymptoms(UUID root) {
    sql.list(
        UUID.class,
        "select id from problem where root_id = ?1 and status = 'CLAIMED' order by id for no key update",
        root);
    return sql.list(
        Problem.class, SELECT + "p.root_id = ?1 and p.status = 'CLAIMED' order by p.id", root);
  }

  List<Problem> lockedReported(UUID list) {
    sql.list(
        UUID.class,
        "select id from problem where list_id = ?1 and status = 'REPORTED' order by id for no key update",
        list);
    return sql.list(
        Problem.class, SELECT + "p.list_id = ?1 and p.status = 'REPORTED' order by p.id", list);
  }

  Problem edit(Problem before, ProblemContent content, String fields, UUID initiating) {
    sql.run(
        "update problem set bigrams = name_bigrams(?2) where id = ?1",
        before.id(),
        content.title());
    return change(
        before,
        "problem.edited",
        Columns.set("title", content.title())
            .and("description", content.description())
            .and("manifestation", content.manifestation())
            .and("category", content.category())
            .and("fields", fields)
            .and("severity", content.severity())
            .and("source", content.source())
            .and("labels", content.labels().toArray(String[]::new))
            .and("initiating_id", initiating),
        Map.of());
  }

  /**
   * New at a unit that is kept where it is, with the county and the province that it belongs to
   * now.
   */
  Problem insert(NewProblem problem, String type) {
    sql.run(
        """
        insert into problem (id, campaign_id, batch_id, task_id, list_id, unit_id, county_id, province_id, title, bigrams,
            description, manifestation, category, fields, severity, source, labels, initiating_id, finding, status,
            recurrence_of, reported_at, reported_by, confirmed_at, changed_at, visit_id)
        select ?1, l.campaign_id, l.batch_id, l.task_id, l.id, l.unit_id,
            county_of(u.path), province_of(u.path),
            ?2, name_bigrams(?2), ?3, ?4, ?5, cast(?6 as jsonb), ?7, ?8, ?9, cast(?10 as uuid), ?11, ?12,
            cast(?13 as uuid), ?14, ?15, case when ?12 = 'CONFIRMED' then cast(?14 as timestamptz) end, ?14, cast(?17 as uuid)
        from problem_list l join unit u on u.id = l.unit_id
        where l.id = ?16
        """,
        problem.id(),
        problem.said().title(),
        problem.said().description(),
        problem.said().manifestation(),
        problem.said().category(),
        problem.fields(),
        problem.said().severity().name(),
        problem.said().source().name(),
        problem.said().labels().toArray(String[]::new),
        Ids.text(problem.initiatingId()),
        problem.finding(),
        problem.status().name(),
        Ids.text(problem.recurrenceOf()),
        clock.instant(),
        problem.reportedBy(),
        problem.listId(),
        Ids.text(problem.visitId()));
    var inserted = find(problem.id()).orElseThrow();
    changes.fire(
        new Changed("problem", inserted.id(), type, inserted.paths(), null, inserted.told()));
    return inserted;
  }

  /**
   * What the row becomes. The fact tells the fields that differ, and what was said with the change.
   */
  Problem change(Problem before, String type, Columns columns, Map<String, Object> said) {
    var statement =
        new Sql.Statement(
            "update problem set version = version + 1, changed_at = ?", clock.instant());
    columns.assign(statement);
    statement.add(" where id = ?", before.id());
    sql.run(statement.text(), statement.parameters());
    return told(before, type, said);
  }

  /** The same for what was changed beside the row. */
  private Problem told(Problem before, String type, Map<String, Object> said) {
    var after = find(before.id()).orElseThrow();
    var was = before.told();
    var is = new TreeMap<>(after.told());
    is.entrySet()
        .removeIf(
            entry ->
                Objects.equals(entry.getValue(), was.get(entry.getKey()))
                    && was.containsKey(entry.getKey()));
    var changed = new TreeMap<String, Object>();
    is.keySet().forEach(key -> changed.put(key, was.get(key)));
    is.putAll(said);
    var paths = new LinkedHashSet<>(before.paths());
    paths.addAll(after.paths());
    changes.fire(new Changed("problem", after.id(), type, List.copyOf(paths), changed, is));
    return after;
  }

  void setJoint(UUID problem, List<UUID> units) {
    sql.run("delete from problem_joint where problem_id = ?1", problem);
    sql.run(
        "insert into problem_joint (problem_id, unit_id) select ?1, unnest(cast(?2 as uuid[]))",
        problem,
        units.toArray(UUID[]::new));
  }
}
