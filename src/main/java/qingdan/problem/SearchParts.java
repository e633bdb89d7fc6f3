package qingdan.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Place;
import qingdan.access.Subtree;
import qingdan.shared.Sql;
import qingdan.unit.Depth;

/** How the rows of a list of problems are put together from the indexes. */
@ApplicationScoped
class SearchParts {

  /**
   * Where a subtree stands among the counties and provinces that the indexes begin with.
   *
   * @param isMoving whether problems that have come to it, or left it, may not have followed yet
   */
  @RegisterForReflection
  record Anchor(
      UUID county,
      UUID province,
      boolean isCounty,
      boolean isProvince,
      boolean isWhole,
      boolean isMoving) {}

  @RegisterForReflection
  record County(UUID id, String path) {}

  /** More scans than this are not merged: one of the level above is filtered instead. */
  static final int MERGED = 64;

  static final List<Subtree> EVERYWHERE = List.of(new Subtree(Place.EVERYWHERE));

  private final Sql sql;

  SearchParts(Sql sql) {
    this.sql = sql;
  }

  /** A part of the rows that one index has in the order of the list; what remains is filtered. */
  record Part(String condition, List<Object> values, List<Subtree> subtrees) {

    boolean isFiltered() {
      return !subtrees.equals(EVERYWHERE);
    }
  }

  private static Part all(List<Subtree> subtrees) {
    return new Part("true", List.of(), subtrees);
  }

  List<Part> of(ProblemQuery query, SearchScope scope) {
    var subtrees = scope.subtrees();
    if (scope.depth() == Depth.SELF) {
      return List.of(new Part("p.unit_id = ?", List.of(scope.unit().id()), EVERYWHERE));
    }
    if (query.isNarrow() || subtrees.isEmpty()) {
      return List.of(all(subtrees));
    }
    if (scope.depth() == Depth.CHILDREN) {
      var children =
          sql.list(
              UUID.class,
              "select id from unit where parent_id = ?1 limit ?2",
              scope.unit().id(),
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
    if (anchor.isMoving()) {
      return List.of(all(within));
    }
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
            counties.stream().map(county -> of("p.county_id = ?", county.id(), EVERYWHERE)),
            Stream.of(between(counties, subtree)))
        .toList();
  }

  /** What no county has, from unit to unit: they are few beside those of the counties. */
  private static Part between(List<County> counties, Subtree subtree) {
    var condition = new StringBuilder("(");
    var values = new ArrayList<Object>();
    var from = subtree.path();
    for (var county : counties) {
      condition.append("u.path >= ? and u.path < ? or ");
      values.add(from);
      values.add(county.path());
      from = new Subtree(county.path()).end();
    }
    values.add(from);
    values.add(subtree.end());
    return new Part(
        condition.append("u.path >= ? and u.path < ?)").toString(), values, List.of(subtree));
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
                not exists (select from unit where parent_id is null and path <> ?1) as is_whole,
                exists (
                    select from problem_place_pending m join unit u on u.id = m.unit_id
                    where starts_with(m.was, ?1) or starts_with(u.path, ?1) or starts_with(?1, u.path)) as is_moving
            from (select 1) as one
            left join unit county on county.id = county_of(?1)
            left join unit province on province.id = province_of(?1)
            """,
            subtree.path())
        .orElseThrow();
  }

  private List<County> counties(Subtree subtree) {
    return sql.list(
        County.class,
        """
        select id, path from unit where tier = 'COUNTY' and path > ?1 and path < ?2 and county_of(path) = id
        order by path limit ?3
        """,
        subtree.path(),
        subtree.end(),
        MERGED + 1);
  }
}
