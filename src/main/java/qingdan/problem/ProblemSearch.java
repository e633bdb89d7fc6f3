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

  /** Where a subtree stands among the counties and provinces that the indexes begin with. */
  @RegisterForReflection
  record Anchor(
      UUID county, UUID province, boolean isCounty, boolean isProvince, boolean holdsProvinces) {}

  private static final List<Subtree> EVERYWHERE = List.of(new Subtree(Place.EVERYWHERE));
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

  /** Keys first, from the indexes of each part of the tree; whole rows of the winners only. */
  List<Problem> list(ProblemQuery query, ProblemSort sort, List<String> after, int fetch) {
    var statement = new Sql.Statement("select " + Problem.COLUMNS + " from (select id, k from (");
    var union = "";
    var named = named(query);
    for (var part : parts(query, named)) {
      statement.add(union + "(");
      part.begin(statement, sort);
      statement.add(FROM);
      where(statement, query, named, part);
      sort.where(statement, after);
      sort.order(statement);
      statement.add(" limit ?", fetch);
      part.end(statement);
      statement.add(")");
      union = " union all ";
    }
    statement.add(") keys order by k, id limit ?) page join problem p on p.id = page.id ", fetch);
    statement.add(Problem.JOINS + " order by page.k, p.id");
    return sql.list(Problem.class, statement);
  }

  long count(ProblemQuery query, ProblemSort sort) {
    var statement = new Sql.Statement("select count(*) from (select 1" + FROM);
    var named = named(query);
    where(statement, query, named, new Part(null, "true", List.of(), scope(named)));
    sort.where(statement, null);
    statement.add(" limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }

  /**
   * A part of the rows that one index has in the order of the list; with a tier, one such index for
   * each of the units of that tier in the subtree.
   */
  private record Part(String tier, String condition, List<Object> values, List<Subtree> subtrees) {

    void begin(Sql.Statement statement, ProblemSort sort) {
      if (tier == null) {
        statement.add("select p.id, " + sort.column() + " as k");
      } else {
        statement.add(
            "select x.id, x.k from unit a cross join lateral (select p.id, "
                + sort.column()
                + " as k");
      }
    }

    void end(Sql.Statement statement) {
      if (tier != null) {
        statement.add(") x where a.tier = ? and a.kind <> 'COUNTRY' and ", tier);
        Subtree.within(statement, "a.path", subtrees);
      }
    }

    void where(Sql.Statement statement) {
      statement.add(condition, values.toArray());
      if (tier == null) {
        statement.add(" and ");
        Subtree.within(statement, "u.path", subtrees);
      }
    }
  }

  private static final String FROM =
      " from problem p join campaign c on c.id = p.campaign_id join unit u on u.id = p.unit_id where ";

  /** Filters that find few rows by an index of their own need no index of the place. */
  private List<Part> parts(ProblemQuery query, Named named) {
    var subtrees = scope(named);
    if (query.isNarrow() || subtrees.isEmpty()) {
      return List.of(new Part(null, "true", List.of(), subtrees));
    }
    return subtrees.stream().flatMap(subtree -> parts(subtree).stream()).toList();
  }

  private List<Part> parts(Subtree subtree) {
    var within = List.of(subtree);
    var anchor = anchor(subtree);
    if (anchor.county() != null) {
      return List.of(
          new Part(
              null,
              "p.county_id = ?",
              List.of(anchor.county()),
              anchor.isCounty() ? EVERYWHERE : within));
    }
    if (anchor.isProvince()) {
      return List.of(new Part(null, "p.province_id = ?", List.of(anchor.province()), EVERYWHERE));
    }
    if (anchor.holdsProvinces()) {
      return List.of(
          new Part("PROVINCE", "p.province_id = a.id", List.of(), within),
          new Part(null, "p.province_id is null", List.of(), within));
    }
    return List.of(
        new Part("COUNTY", "p.county_id = a.id", List.of(), within),
        anchor.province() == null
            ? new Part(null, "p.county_id is null and p.province_id is null", List.of(), within)
            : new Part(
                null,
                "p.county_id is null and p.province_id = ?",
                List.of(anchor.province()),
                within));
  }

  private Anchor anchor(Subtree subtree) {
    return sql.one(
            Anchor.class,
            """
            select county.id, province.id as province_id, coalesce(county.path = ?1, false),
                coalesce(province.path = ?1, false) as is_province,
                province.id is null
                    and exists (select from unit where tier = 'PROVINCE' and kind <> 'COUNTRY' and path > ?1 and path < ?2)
            from (select 1) as one
            left join unit county on county.id = county_of(?1)
            left join unit province on province.id = province_of(?1)
            """,
            subtree.path(),
            subtree.end())
        .orElseThrow();
  }

  private void where(Sql.Statement statement, ProblemQuery query, Named named, Part part) {
    part.where(statement);
    if (named.depth() == Depth.SELF) {
      statement.add(" and p.unit_id = ?", named.unit().id());
    } else if (named.depth() == Depth.CHILDREN) {
      statement.add(" and u.parent_id = ?", named.unit().id());
    }
    equal(statement, "p.responsible_id", named.responsible());
    equal(statement, "p.escalated_to_id", named.escalatedTo());
    if (named.joint() != null) {
      statement.add(
          " and p.id in (select problem_id from problem_joint where unit_id = ?)", named.joint());
    }
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

  /** The units that a query names, looked up once. */
  private record Named(Place unit, Depth depth, UUID responsible, UUID joint, UUID escalatedTo) {}

  private Named named(ProblemQuery query) {
    if (query.unit == null && query.depth != null) {
      throw Refusal.parameter("depth", "needs", "unit");
    }
    return new Named(
        query.unit == null ? null : reading(query.unit),
        query.depth == null ? Depth.SUBTREE : Depth.of(query.depth),
        id(reading(query.responsibleUnit)),
        id(reading(query.jointUnit)),
        id(reading(query.escalatedTo)));
  }

  private static UUID id(Place place) {
    return place == null ? null : place.id();
  }

  /** The subtrees that the list takes; with a unit that has a part in them, problems of any. */
  private List<Subtree> scope(Named named) {
    if (named.unit() != null) {
      return List.of(new Subtree(named.unit().path()));
    }
    return named.responsible() != null || named.joint() != null ? EVERYWHERE : sight.readable();
  }

  /** A unit whose work the caller reads; what it does not see is not there. */
  private Place reading(String reference) {
    if (reference == null) {
      return null;
    }
    return places
        .find(reference)
        .filter(place -> sight.reads(place.path()))
        .orElseThrow(Refusal::notFound);
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
