package qingdan.problem;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.shared.Characters;
import qingdan.shared.Count;
import qingdan.shared.Days;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Depth;

/**
 * Lists of problems. A list holds what stands in the caller's subtrees; what a unit only has a part
 * in is listed by that part: {@code responsibleUnit} and {@code jointUnit}.
 */
@ApplicationScoped
class ProblemSearch {

  /** Which of the indexes by county and province serves a subtree. */
  @RegisterForReflection
  record Anchor(UUID county, UUID province, boolean deeper) {}

  private static final String TODAY =
      "cast(cast(? as timestamptz) at time zone c.time_zone as date)";

  private final Sql sql;
  private final Sight sight;
  private final Places places;
  private final Clock clock;

  ProblemSearch(Sql sql, Sight sight, Places places, Clock clock) {
    this.sql = sql;
    this.sight = sight;
    this.places = places;
    this.clock = clock;
  }

  List<Problem> list(ProblemQuery query, ProblemSort sort, List<String> after, int fetch) {
    var statement =
        new Sql.Statement("select " + Problem.COLUMNS + " from problem p " + Problem.JOINS);
    where(statement, query);
    sort.where(statement, after);
    sort.order(statement);
    statement.add(" limit ?", fetch);
    return sql.list(Problem.class, statement);
  }

  long count(ProblemQuery query, ProblemSort sort) {
    var statement =
        new Sql.Statement(
            """
            select count(*) from (select 1 from problem p join campaign c on c.id = p.campaign_id
            join unit u on u.id = p.unit_id
            """);
    where(statement, query);
    sort.where(statement, null);
    statement.add(" limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }

  private void where(Sql.Statement statement, ProblemQuery query) {
    statement.add(" where ");
    scope(statement, query);
    equal(statement, "p.campaign_id", id("campaign", query.campaign));
    equal(statement, "p.list_id", id("list", query.list));
    equal(statement, "p.task_id", id("task", query.task));
    equal(statement, "p.root_id", id("root", query.root));
    equal(statement, "p.category", query.category);
    equal(statement, "p.severity", name(Lists.oneOf("severity", query.severity, Severity.class)));
    equal(statement, "p.source", name(Lists.oneOf("source", query.source, Source.class)));
    var batch = id("batch", query.batch);
    if (batch != null) {
      statement.add(
          " and (p.batch_id = ? or p.id in (select problem_id from problem_carried where from_batch_id = ?))",
          batch,
          batch);
    }
    if (query.label != null) {
      statement.add(" and ? = any(p.labels)", Characters.normal(query.label));
    }
    status(statement, query.status);
    deadlines(statement, query);
    if (query.q != null) {
      var text = Characters.normal(query.q);
      statement.add(" and p.bigrams @> name_bigrams(?)", text);
      statement.add(" and position(lower(?) in lower(p.title)) > 0", text);
    }
  }

  private void scope(Sql.Statement statement, ProblemQuery query) {
    boolean byPart = query.responsibleUnit != null || query.jointUnit != null;
    if (query.unit != null) {
      unit(statement, reading("unit", query.unit), query.depth);
    } else if (query.depth != null) {
      throw Refusal.parameter("depth", "needs", "unit");
    } else if (byPart) {
      statement.add("true");
    } else {
      Subtree.within(statement, "u.path", sight.readable());
    }
    part(statement, "responsibleUnit", query.responsibleUnit, " and p.responsible_id = ?");
    part(
        statement,
        "jointUnit",
        query.jointUnit,
        " and p.id in (select problem_id from problem_joint where unit_id = ?)");
    part(statement, "escalatedTo", query.escalatedTo, " and p.escalated_to_id = ?");
  }

  private void part(Sql.Statement statement, String name, String reference, String condition) {
    if (reference != null) {
      statement.add(condition, reading(name, reference).id());
    }
  }

  /** A unit whose work the caller reads; what it does not see is not there. */
  private Place reading(String name, String reference) {
    return places
        .find(reference)
        .filter(place -> sight.reads(place.path()))
        .orElseThrow(() -> Refusal.parameter(name, "unknown-reference"));
  }

  private void unit(Sql.Statement statement, Place unit, String depth) {
    switch (depth == null ? Depth.SUBTREE : Depth.of(depth)) {
      case SELF -> statement.add("p.unit_id = ?", unit.id());
      case CHILDREN -> statement.add("u.parent_id = ?", unit.id());
      case SUBTREE -> subtree(statement, unit);
    }
  }

  private void subtree(Sql.Statement statement, Place unit) {
    var anchor = anchor(unit);
    if (anchor.county() != null) {
      statement.add("p.county_id = ? and ", anchor.county());
    } else if (anchor.province() != null && !anchor.deeper()) {
      statement.add("p.province_id = ? and ", anchor.province());
    }
    Subtree.within(statement, "u.path", List.of(new Subtree(unit.path())));
  }

  private Anchor anchor(Place unit) {
    var subtree = new Subtree(unit.path());
    var line = new java.util.ArrayList<>(subtree.above());
    line.add(unit.path());
    return sql.one(
            Anchor.class,
            """
            select (select id from unit where path = any(?1) and tier = 'COUNTY' order by length(path) desc limit 1),
                (select id from unit where path = any(?1) and tier = 'PROVINCE' order by length(path) desc limit 1),
                exists (select from unit where tier = 'PROVINCE' and path > ?2 and path < ?3)
            """,
            line.toArray(String[]::new),
            unit.path(),
            subtree.end())
        .orElseThrow();
  }

  private static void status(Sql.Statement statement, String status) {
    if (status == null) {
      return;
    }
    switch (status) {
      case "OPEN" -> statement.add(" and p.closed_at is null and p.status <> 'REPORTED'");
      case "FINAL" -> statement.add(" and p.closed_at is not null");
      default -> {
        var one =
            Optional.ofNullable(find(status))
                .orElseThrow(
                    () ->
                        Refusal.parameter(
                            "status",
                            "one-of",
                            List.of(ProblemStatus.values()).toString() + ", OPEN, FINAL"));
        statement.add(
            one.isFinal()
                ? " and p.closed_at is not null and p.status = ?"
                : " and p.closed_at is null and p.status = ?",
            one.name());
      }
    }
  }

  private static ProblemStatus find(String name) {
    return List.of(ProblemStatus.values()).stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private void deadlines(Sql.Statement statement, ProblemQuery query) {
    var from = Days.parameter("deadlineFrom", query.deadlineFrom);
    if (from != null) {
      statement.add(" and p.deadline >= ? and p.deadline < 'infinity'", from);
    }
    var to = Days.parameter("deadlineTo", query.deadlineTo);
    if (to != null) {
      statement.add(" and p.deadline <= ?", to);
    }
    var now = clock.instant().toString();
    if (query.dueWithin != null) {
      statement.add(
          " and p.deadline between " + TODAY + " and " + TODAY + " + ?", now, now, query.dueWithin);
    }
    var overdue = Lists.bool("overdue", query.overdue);
    if (overdue != null) {
      statement.add(
          (overdue ? " and " : " and not ")
              + "(p.closed_at is null and p.status not in ('REPORTED', 'RESOLVED') and p.deadline < "
              + TODAY
              + ")",
          now);
    }
  }

  private static UUID id(String name, String text) {
    if (text == null) {
      return null;
    }
    var id = Ids.parse(text);
    if (id == null) {
      throw Refusal.parameter(name, "uuid");
    }
    return id;
  }

  private static void equal(Sql.Statement statement, String column, Object value) {
    if (value != null) {
      statement.add(" and " + column + " = ?", value);
    }
  }

  private static String name(Enum<?> value) {
    return value == null ? null : value.name();
  }
}
