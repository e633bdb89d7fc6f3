package qingdan.problem;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.shared.Characters;
import qingdan.shared.Days;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Depth;

/** The filters of a list of problems as conditions that its indexes answer. */
@ApplicationScoped
class SearchConditions {

  /** What day it is in the zones of the campaigns. */
  @RegisterForReflection
  record Today(LocalDate first, LocalDate last) {}

  private static final String TODAY =
      "cast(cast(? as timestamptz) at time zone c.time_zone as date)";

  private final Sql sql;
  private final Clock clock;

  SearchConditions(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** What is not asked for is not joined: a join of each row read costs more than the row. */
  void add(Sql.Statement statement, ProblemQuery query, SearchScope scope, SearchParts.Part part) {
    statement.add(" from problem p");
    if (query.dueWithin != null || query.overdue != null) {
      statement.add(" join campaign c on c.id = p.campaign_id");
    }
    var children = scope.depth() == Depth.CHILDREN && !part.condition().startsWith("p.unit_id");
    if (part.isFiltered() || children) {
      statement.add(" join unit u on u.id = p.unit_id");
    }
    statement.add(" where " + part.condition(), part.values().toArray());
    if (part.isFiltered()) {
      statement.add(" and ");
      Subtree.within(statement, "u.path", part.subtrees());
    }
    if (children) {
      statement.add(" and u.parent_id = ?", scope.unit().id());
    }
    where(statement, query, scope);
  }

  private void where(Sql.Statement statement, ProblemQuery query, SearchScope scope) {
    statement.andEqual("p.responsible_id", scope.responsible());
    statement.andEqual("p.escalated_to_id", scope.escalatedTo());
    if (scope.joint() != null) {
      statement.add(
          " and p.id in (select problem_id from problem_joint where unit_id = ?)", scope.joint());
    }
    if (scope.group() != null) {
      statement.add(" and p.unit_id in (" + Guided.UNITS + ")", scope.group());
    }
    statement.andEqual("p.list_id", Ids.parameter("list", query.list));
    statement.andEqual("p.root_id", Ids.parameter("root", query.root));
    visits(statement, "v.id", Ids.parameter("visit", query.visit));
    visits(statement, "v.group_id", Ids.parameter("group", query.group));
    visits(statement, "v.contact_id", Ids.parameter("contact", query.contact));
    statement.andEqual("p.batch_id", Ids.parameter("currentBatch", query.currentBatch));
    facets(statement, query, scope);
    status(statement, query.status);
    var reason = Lists.oneOf("dismissedAs", query.dismissedAs, DismissalReason.class);
    statement.andEqual("p.dismissed_as", reason == null ? null : reason.name());
    deadlines(statement, query);
  }

  /** What was opened within such visits, and what was there before and is named by them. */
  private static void visits(Sql.Statement statement, String column, UUID id) {
    if (id != null) {
      statement.add(
          """
          \sand p.id in (
              select f.id from problem f join visit v on v.id = f.visit_id where %1$s = ? and v.withdrawn_at is null
              union all
              select unnest(v.problem_ids) from visit v where %1$s = ? and v.withdrawn_at is null)
          """
              .formatted(column),
          id,
          id);
    }
  }

  /** That the title holds the text, by the index of its parts. */
  void addText(Sql.Statement statement, ProblemQuery query) {
    if (query.q != null) {
      statement.add(" and p.bigrams @> name_bigrams(?) and ", Characters.normal(query.q));
      addHolds(statement, "p.title", query.q);
    }
  }

  void addHolds(Sql.Statement statement, String column, String text) {
    statement.add("position(lower(?) in lower(" + column + ")) > 0", Characters.normal(text));
  }

  /** Whether each part of the text stands in many titles, as the planner knows them. */
  boolean isOfCommonParts(String text) {
    return sql.one(
            Boolean.class,
            """
            select name_bigrams(?1) <@ cast(cast(most_common_elems as text) as text[]) from pg_stats
            where schemaname = current_schema() and tablename = 'problem' and attname = 'bigrams'
                and most_common_elems is not null
            """,
            Characters.normal(text))
        .orElse(false);
  }

  /** One condition, so that one index answers it whichever of them are asked for. */
  private static void facets(Sql.Statement statement, ProblemQuery query, SearchScope scope) {
    var facets = new TreeMap<String, Object>();
    facets.put("campaign", scope.campaign());
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
        if (one == ProblemStatus.DISMISSED) {
          // these have indexes of their own
          statement.add(" and p.dismissed_as is not null");
        }
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
    var planned = Lists.bool("planned", query.planned);
    if (planned != null) {
      statement.add(
          " and p.closed_at is null and p.status <> 'REPORTED' and p.deadline "
              + (planned ? "< 'infinity'" : "= 'infinity'"));
    }
    var overdue = Lists.bool("overdue", query.overdue);
    if (query.dueWithin == null && overdue == null) {
      return;
    }
    var now = clock.instant().toString();
    var today = today(now);
    if (query.dueWithin != null) {
      statement.add(
          " and p.deadline between ? and ?",
          today.first(),
          today.last().plusDays(query.dueWithin.longValue()));
      statement.add(
          " and p.deadline between " + TODAY + " and " + TODAY + " + ?", now, now, query.dueWithin);
    }
    if (overdue != null) {
      if (overdue) {
        statement.add(" and p.deadline < ?", today.last());
      }
      statement.add(
          (overdue ? " and " : " and not ")
              + "(p.closed_at is null and p.status not in ('REPORTED', 'RESOLVED') and p.deadline < "
              + TODAY
              + ")",
          now);
    }
  }

  /** From where it is the earliest to where it is the latest: mostly the same day. */
  private Today today(String now) {
    return sql.one(
            Today.class,
            """
            select coalesce(min(today), current_date), coalesce(max(today), current_date)
            from (select distinct cast(cast(?1 as timestamptz) at time zone time_zone as date) as today from campaign) d
            """,
            now)
        .orElseThrow();
  }
}
