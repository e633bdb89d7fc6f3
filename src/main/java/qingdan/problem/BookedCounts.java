package qingdan.problem;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Place;
import qingdan.access.Subtree;
import qingdan.ledger.Balance;
import qingdan.ledger.Dimension;
import qingdan.ledger.Ledger;
import qingdan.shared.Ids;
import qingdan.shared.Sql;
import qingdan.unit.Depth;

/**
 * Counts of problems by filters that are dimensions of the books: exact, and without a row read.
 */
@ApplicationScoped
class BookedCounts {

  /** Each campaign has days of its own, and so a question of its own. */
  private static final int CAMPAIGNS = 8;

  private static final int SUBTREES = 32;

  private static final ToLongFunction<Balance> FINAL =
      balance -> balance.closed() + balance.dismissedInAll();

  private static final Map<String, ToLongFunction<Balance>> STATUSES =
      Map.ofEntries(
          Map.entry("OPEN", Balance::open),
          Map.entry("FINAL", FINAL),
          Map.entry(ProblemStatus.REPORTED.name(), Balance::reported),
          Map.entry(ProblemStatus.CONFIRMED.name(), Balance::confirmed),
          Map.entry(ProblemStatus.PLANNED.name(), Balance::planned),
          Map.entry(ProblemStatus.IN_PROGRESS.name(), Balance::inProgress),
          Map.entry(ProblemStatus.ESCALATED.name(), Balance::escalated),
          Map.entry(ProblemStatus.CLAIMED.name(), Balance::claimed),
          Map.entry(ProblemStatus.RESOLVED.name(), Balance::resolved),
          Map.entry(ProblemStatus.CLOSED.name(), Balance::closed),
          Map.entry(ProblemStatus.DISMISSED.name(), Balance::dismissedInAll));

  private static final Map<String, ToLongFunction<Balance>> MARKS =
      Map.of(
          "overdue=true",
          Balance::overdue,
          "planned=true",
          balance -> balance.open() - balance.unplanned(),
          "planned=false",
          Balance::unplanned);

  @RegisterForReflection
  record Campaign(UUID id, String timeZone) {}

  private final Sql sql;
  private final Ledger ledger;
  private final Clock clock;

  BookedCounts(Sql sql, Ledger ledger, Clock clock) {
    this.sql = sql;
    this.ledger = ledger;
    this.clock = clock;
  }

  OptionalLong of(ProblemQuery query, ProblemSort sort, SearchScope scope) {
    var counted = counted(query, sort);
    if (counted == null
        || !isBooked(query)
        || scope.group() != null
        || scope.depth() == Depth.CHILDREN) {
      return OptionalLong.empty();
    }
    var campaigns = campaigns(query, scope);
    var units = units(scope);
    if (campaigns.size() > CAMPAIGNS || units.size() > SUBTREES) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        campaigns.stream()
            .map(campaign -> question(query, scope, units, campaign))
            .flatMap(question -> ledger.balances(question).stream())
            .mapToLong(counted)
            .sum());
  }

  private static boolean isBooked(ProblemQuery query) {
    return Stream.of(
                query.responsibleUnit,
                query.jointUnit,
                query.escalatedTo,
                query.batch,
                query.list,
                query.root,
                query.visit,
                query.group,
                query.contact,
                query.severity,
                query.source,
                query.label,
                query.deadlineFrom,
                query.deadlineTo,
                query.dueWithin,
                query.q)
            .allMatch(Objects::isNull)
        && (query.task == null || query.category == null);
  }

  /** What of a balance the list holds; null where no balance tells it. */
  private static ToLongFunction<Balance> counted(ProblemQuery query, ProblemSort sort) {
    var marks = Stream.of(query.overdue, query.planned, query.dismissedAs, query.status);
    if (marks.filter(Objects::nonNull).count() > 1) {
      return null;
    }
    if (query.dismissedAs != null) {
      return query.dismissedAs.equals(DismissalReason.DUPLICATE.name())
              && sort != ProblemSort.DEADLINE
          ? Balance::duplicates
          : null;
    }
    if (query.overdue != null || query.planned != null) {
      return sort == ProblemSort.CLOSED
          ? null
          : MARKS.get(
              query.overdue != null ? "overdue=" + query.overdue : "planned=" + query.planned);
    }
    if (query.status != null) {
      var narrowed = sort == ProblemSort.of(null, query) || sort == ProblemSort.REPORTED;
      return narrowed ? STATUSES.get(query.status) : null;
    }
    return switch (sort) {
      case DEADLINE -> balance -> balance.reported() + balance.open();
      case REPORTED -> Balance::all;
      case CLOSED -> FINAL;
    };
  }

  private List<Campaign> campaigns(ProblemQuery query, SearchScope scope) {
    var statement = new Sql.Statement("select c.id, c.time_zone from campaign c where true");
    statement.andEqual("c.id", scope.campaign());
    var batch = Ids.parameter("currentBatch", query.currentBatch);
    if (batch != null) {
      statement.add(" and c.id in (select campaign_id from batch where id = ?)", batch);
    }
    var task = Ids.parameter("task", query.task);
    if (task != null) {
      statement.add(" and c.id in (select campaign_id from task where id = ?)", task);
    }
    statement.add(" limit ?", CAMPAIGNS + 1);
    return sql.list(Campaign.class, statement);
  }

  private List<UUID> units(SearchScope scope) {
    if (scope.unit() != null) {
      return List.of(scope.unit().id());
    }
    var paths = scope.subtrees().stream().map(Subtree::path).toArray(String[]::new);
    return sql.list(
        UUID.class,
        "select id from unit where path = any(?1) or parent_id is null and ?2 = any(?1) limit ?3",
        paths,
        Place.EVERYWHERE,
        SUBTREES + 1);
  }

  private Ledger.Question question(
      ProblemQuery query, SearchScope scope, List<UUID> units, Campaign campaign) {
    var self = scope.depth() == Depth.SELF;
    var zone = ZoneId.of(campaign.timeZone());
    return new Ledger.Question(
        self ? List.of() : units,
        self ? scope.unit().id() : null,
        campaign.id(),
        Ids.parameter("currentBatch", query.currentBatch),
        null,
        query.task != null
            ? Dimension.TASK
            : query.category != null ? Dimension.CATEGORY : Dimension.NONE,
        query.task != null ? Ids.parameter("task", query.task).toString() : query.category,
        Ledger.Apart.NOTHING,
        List.of(LocalDate.now(clock.withZone(zone))),
        zone,
        false);
  }
}
