package qingdan.problem;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

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
      UUID county, UUID province, boolean isCounty, boolean isProvince, boolean isWhole) {}

  /** More scans than this are not merged: one of the level above is filtered instead. */
  private static final int MERGED = 64;

  /** The first and the last place on earth where a day begins. */
  private static final ZoneOffset EAST = ZoneOffset.ofHours(14);

  private static final ZoneOffset WEST = ZoneOffset.ofHours(-12);

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
    var named = named(query);
    var union = "";
    for (var part : parts(query, named)) {
      statement.add(union + "(select p.id, " + sort.column() + " as k");
      part(statement, query, named, part);
      sort.where(statement, after);
      sort.order(statement);
      statement.add(" limit ?)", fetch);
      union = " union all ";
    }
    statement.add(") keys order by k, id limit ?) page join problem p on p.id = page.id ", fetch);
    statement.add(Problem.JOINS + " order by page.k, p.id");
    return sql.list(Problem.class, statement);
  }

  long count(ProblemQuery query, ProblemSort sort) {
    var statement = new Sql.Statement("select count(*) from (select 1 from (");
    var named = named(query);
    var union = "";
    for (var part : parts(query, named)) {
      statement.add(union + "(select 1");
      part(statement, query, named, part);
      sort.where(statement, null);
      statement.add(" limit ?)", Count.LIMIT + 1);
      union = " union all ";
    }
    statement.add(") parts limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }

  /** A part of the rows that one index has in the order of the list; what remains is filtered. */
  private record Part(String condition, List<Object> values, List<Subtree> subtrees) {

    boolean isFiltered() {
      return !subtrees.equals(EVERYWHERE);
    }
  }

  private static Part all(List<Subtree> subtrees) {
    return new Part("true", List.of(), subtrees);
  }

  private List<Part> parts(ProblemQuery query, Named named) {
    var subtrees = scope(named);
    if (named.depth() == Depth.SELF) {
      return List.of(new Part("p.unit_id = ?", List.of(named.unit().id()), EVERYWHERE));
    }
    if (query.isNarrow() || subtrees.isEmpty()) {
      return List.of(all(subtrees));
    }
    if (named.depth() == Depth.CHILDREN) {
      var children =
          sql.list(
              UUID.class,
              "select id from unit where parent_id = ?1 limit ?2",
              named.unit().id(),
              MERGED + 1);
      if (!children.isEmpty() && children.size() <= MERGED) {
        return children.stream().map(child -> of("p.unit_id = ?", child, EVERYWHERE)).toList();
      }
    }
    return subtrees.stream().flatMap(subtree -> parts(subtree).stream()).toList();
  }

  private List<Part> parts(Subtree subtree) {
    if (subtree.path().equals(Place.EVERYWHERE)) {
      return List.of(all(EVERYWHERE));
    }
    var within = List.of(subtree);
    var anchor = anchor(subtree);
    if (anchor.county() != null) {
      return List.of(
          of("p.county_id = ?", anchor.county(), anchor.isCounty() ? EVERYWHERE : within));
    }
    if (anchor.isProvince()) {
      return List.of(of("p.province_id = ?", anchor.province(), EVERYWHERE));
    }
    if (anchor.province() == null) {
      return List.of(all(anchor.isWhole() ? EVERYWHERE : within));
    }
    var counties = counties(subtree);
    if (counties.size() > MERGED) {
      return List.of(of("p.province_id = ?", anchor.province(), within));
    }
    return Stream.concat(
            counties.stream().map(county -> of("p.county_id = ?", county, EVERYWHERE)),
            Stream.of(of("p.county_id is null and p.province_id = ?", anchor.province(), within)))
        .toList();
  }

  private static Part of(String condition, UUID anchor, List<Subtree> subtrees) {
    return new Part(condition, List.of(anchor), subtrees);
  }

  private Anchor anchor(Subtree subtree) {
    return sql.one(
            Anchor.class,
            """
            select county.id, province.id as province_id, coalesce(county.path = ?1, false),
                coalesce(province.path = ?1, false) as is_province,
                not exists (select from unit where parent_id is null and path <> ?1) as is_whole
            from (select 1) as one
            left join unit county on county.id = county_of(?1)
            left join unit province on province.id = province_of(?1)
            """,
            subtree.path())
        .orElseThrow();
  }

  private List<UUID> counties(Subtree subtree) {
    return sql.list(
        UUID.class,
        """
        select id from unit where tier = 'COUNTY' and path > ?1 and path < ?2 and county_of(path) = id
        order by path limit ?3
        """,
        subtree.path(),
        subtree.end(),
        MERGED + 1);
  }

  /** What is not asked for is not joined: a join of each row read costs more than the row. */
  private void part(Sql.Statement statement, ProblemQuery query, Named named, Part part) {
    statement.add(" from problem p");
    if (query.dueWithin != null || query.overdue != null) {
      statement.add(" join campaign c on c.id = p.campaign_id");
    }
    var children = named.depth() == Depth.CHILDREN && !part.condition().startsWith("p.unit_id");
    if (part.isFiltered() || children) {
      statement.add(" join unit u on u.id = p.unit_id");
    }
    statement.add(" where " + part.condition(), part.values().toArray());
    if (part.isFiltered()) {
      statement.add(" and ");
      Subtree.within(statement, "u.path", part.subtrees());
    }
    if (children) {
      statement.add(" and u.parent_id = ?", named.unit().id());
    }
    where(statement, query, named);
  }

  private void where(Sql.Statement statement, ProblemQuery query, Named named) {
    statement.andEqual("p.responsible_id", named.responsible());
    statement.andEqual("p.escalated_to_id", named.escalatedTo());
    if (named.joint() != null) {
      statement.add(
          " and p.id in (select problem_id from problem_joint where unit_id = ?)", named.joint());
    }
    statement.andEqual("p.list_id", Ids.parameter("list", query.list));
    statement.andEqual("p.root_id", Ids.parameter("root", query.root));
    statement.andEqual("p.batch_id", Ids.parameter("currentBatch", query.currentBatch));
    facets(statement, query);
    status(statement, query.status);
    deadlines(statement, query);
    if (query.q != null) {
      var text = Characters.normal(query.q);
      statement.add(" and p.bigrams @> name_bigrams(?)", text);
      statement.add(" and position(lower(?) in lower(p.title)) > 0", text);
    }
  }

  /** One condition, so that one index answers it whichever of them are asked for. */
  private static void facets(Sql.Statement statement, ProblemQuery query) {
    var facets = new TreeMap<String, Object>();
    facets.put("campaign", Ids.parameter("campaign", query.campaign));
    var current = Ids.parameter("currentBatch", query.currentBatch);
    facets.put("batch", current == null ? Ids.parameter("batch", query.batch) : current);
    facets.put("task", Ids.parameter("task", query.task));
    facets.put("category", query.category);
    facets.put("severity", Lists.oneOf("severity", query.severity, Severity.class));
    facets.put("source", Lists.oneOf("source", query.source, Source.class));
    facets.put("label", query.label == null ? null : Characters.normal(query.label));
    facets.values().removeIf(Objects::isNull);
    if (facets.isEmpty()) {
      return;
    }
    var next = " and p.facets @> array[";
    for (var facet : facets.entrySet()) {
      statement.add(next + "facet('" + facet.getKey() + "', ?)", facet.getValue().toString());
      next = ", ";
    }
    statement.add("]");
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
        if (one == ProblemStatus.REPORTED || one == ProblemStatus.CONFIRMED) {
          // nothing is due before it is planned: the scan need not begin with what is
          statement.add(" and p.deadline = 'infinity'");
        }
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
    var instant = clock.instant();
    var now = instant.toString();
    var first = LocalDate.ofInstant(instant, WEST);
    var last = LocalDate.ofInstant(instant, EAST);
    if (query.dueWithin != null) {
      statement.add(
          " and p.deadline between ? and ?", first, last.plusDays(query.dueWithin.longValue()));
      statement.add(
          " and p.deadline between " + TODAY + " and " + TODAY + " + ?", now, now, query.dueWithin);
    }
    var overdue = Lists.bool("overdue", query.overdue);
    if (overdue != null) {
      if (overdue) {
        statement.add(" and p.deadline < ?", last);
      }
      statement.add(
          (overdue ? " and " : " and not ")
              + "(p.closed_at is null and p.status not in ('REPORTED', 'RESOLVED') and p.deadline < "
              + TODAY
              + ")",
          now);
    }
  }
}
