package qingdan.problem;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.shared.Count;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Planning;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Depth;

/**
 * Lists of problems. A list holds what stands in the caller's subtrees; what a unit only has a part
 * in is listed by that part: {@code responsibleUnit} and {@code jointUnit}.
 */
@ApplicationScoped
class ProblemSearch {

  /** Problems lie wide apart: to count them is to fetch each. */
  private static final int COUNTED = 10_000;

  /** So many rows are looked through for a text before an index is asked for all that hold it. */
  private static final int WALKED = 20_000;

  @RegisterForReflection
  record Walked(long rows, long found) {}

  @RegisterForReflection
  record Key(UUID id, String planning) {}

  /** To plan how rows are read by their keys takes three times as long as to read them. */
  private static final String KEYS = "select id, " + Planning.ONCE_AFTERWARDS + " from (";

  private final Sql sql;
  private final Problems problems;
  private final Sight sight;
  private final Places places;
  private final SearchParts parts;
  private final SearchConditions conditions;
  private final BookedCounts booked;

  ProblemSearch(
      Sql sql,
      Problems problems,
      Sight sight,
      Places places,
      SearchParts parts,
      SearchConditions conditions,
      BookedCounts booked) {
    this.sql = sql;
    this.problems = problems;
    this.sight = sight;
    this.places = places;
    this.parts = parts;
    this.conditions = conditions;
    this.booked = booked;
  }

  /** Keys first, from the indexes of each part of the tree; whole rows of the winners only. */
  List<Problem> list(ProblemQuery query, ProblemSort sort, List<String> after, int fetch) {
    sql.readOneMoment(Planning.EACH_TIME);
    var scope = scope(query);
    if (query.q != null && conditions.isOfCommonParts(query.q)) {
      var found = walk(query, sort, scope, after, fetch);
      if (found.size() == fetch) {
        return found;
      }
    }
    var statement = new Sql.Statement(KEYS);
    var union = "";
    for (var part : parts.of(query, scope)) {
      statement.add(union + "(select p.id, " + sort.column() + " as k");
      conditions.add(statement, query, scope, part);
      conditions.addText(statement, query);
      order(statement, sort, after, fetch);
      union = " union all ";
    }
    return page(statement.add(") keys"), fetch);
  }

  /** A text that many titles hold is soon met in the order of the list: no index need find all. */
  private List<Problem> walk(
      ProblemQuery query, ProblemSort sort, SearchScope scope, List<String> after, int fetch) {
    var statement = new Sql.Statement(KEYS + "select * from (");
    var union = "";
    for (var part : parts.of(query, scope)) {
      statement.add(union + "(select p.id, p.title, " + sort.column() + " as k");
      conditions.add(statement, query, scope, part);
      order(statement, sort, after, WALKED);
      union = " union all ";
    }
    statement.add(") keys order by k, id limit ?) walked where ", WALKED);
    conditions.addHolds(statement, "title", query.q);
    return page(statement, fetch);
  }

  private static void order(
      Sql.Statement statement, ProblemSort sort, List<String> after, int limit) {
    sort.where(statement, after);
    sort.order(statement);
    statement.add(" limit ?)", limit);
  }

  private List<Problem> page(Sql.Statement keys, int fetch) {
    keys.add(" order by k, id limit ?", fetch);
    return problems.each(sql.list(Key.class, keys).stream().map(Key::id).toList());
  }

  /** From the books where they keep it; otherwise row by row, up to a limit. */
  Count count(ProblemQuery query, ProblemSort sort) {
    sql.readOneMoment(Planning.EACH_TIME);
    var scope = scope(query);
    var known = booked.of(query, sort, scope);
    if (known.isPresent()) {
      return new Count(known.getAsLong(), true);
    }
    return query.q != null && conditions.isOfCommonParts(query.q)
        ? countWalking(query, sort, scope)
        : countAll(query, sort, scope);
  }

  private Count countAll(ProblemQuery query, ProblemSort sort, SearchScope scope) {
    var statement = new Sql.Statement("select count(*) from (select 1 from (");
    var union = "";
    for (var part : parts.of(query, scope)) {
      statement.add(union + "(select 1");
      conditions.add(statement, query, scope, part);
      conditions.addText(statement, query);
      sort.where(statement, null);
      statement.add(" limit ?)", COUNTED + 1);
      union = " union all ";
    }
    statement.add(") parts limit ?) as counted", COUNTED + 1);
    return Count.of(sql.list(Long.class, statement).get(0), COUNTED);
  }

  /** Those among as many as are looked through: at least so many, if that is not all. */
  private Count countWalking(ProblemQuery query, ProblemSort sort, SearchScope scope) {
    var statement = new Sql.Statement("select count(*), count(*) filter (where ");
    conditions.addHolds(statement, "title", query.q);
    statement.add(") from (select title from (");
    var union = "";
    for (var part : parts.of(query, scope)) {
      statement.add(union + "(select p.title");
      conditions.add(statement, query, scope, part);
      sort.where(statement, null);
      statement.add(" limit ?)", WALKED + 1);
      union = " union all ";
    }
    statement.add(") parts limit ?) walked", WALKED + 1);
    var walked = sql.list(Walked.class, statement).get(0);
    return walked.rows() > WALKED
        ? new Count(walked.found(), false)
        : Count.of(walked.found(), COUNTED);
  }

  private SearchScope scope(ProblemQuery query) {
    if (query.unit == null && query.depth != null) {
      throw Refusal.parameter("depth", "needs", "unit");
    }
    if (query.guidedBy != null && query.depth != null) {
      throw new Refusal(
          ErrorCode.UNSUPPORTED_COMBINATION, "guidedBy", "depth", "guidedBy, guidedBy + unit");
    }
    var unit = reading(query.unit);
    var responsible = id(reading(query.responsibleUnit));
    var joint = id(reading(query.jointUnit));
    var scope =
        new SearchScope(
            Ids.parameter("campaign", query.campaign),
            unit,
            query.depth == null ? Depth.SUBTREE : Depth.of(query.depth),
            responsible,
            joint,
            id(reading(query.escalatedTo)),
            null,
            unit != null
                ? List.of(new Subtree(unit.path()))
                : responsible != null || joint != null ? SearchParts.EVERYWHERE : sight.readable());
    var group = Ids.parameter("guidedBy", query.guidedBy);
    return group == null ? scope : scope.only(group, Guided.by(sql, group, SearchParts.MERGED + 1));
  }

  private static UUID id(Place place) {
    return place == null ? null : place.id();
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
}
