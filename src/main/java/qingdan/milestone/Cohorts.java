package qingdan.milestone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.campaign.Campaign;
import qingdan.campaign.CampaignLock;
import qingdan.campaign.CohortChanged;
import qingdan.obligation.Cohort;
import qingdan.obligation.Followed;
import qingdan.obligation.Obligations;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;
import qingdan.unit.UnitEnds;
import qingdan.unit.UnitKind;

/**
 * Who owes milestones. Enrolments and the ends of units are followed in their transactions; what
 * else moves units into a cohort or out of it, by a look every few minutes.
 */
@ApplicationScoped
public class Cohorts {

  /** The successor is enrolled by then. */
  private static final int AFTER_CAMPAIGNS = 2500;

  @RegisterForReflection
  record Counted(String kind, long units) {}

  private final Sql sql;
  private final Milestones milestones;
  private final Obligations obligations;
  private final Places places;
  private final Caller caller;
  private final Event<Changed> changes;

  Cohorts(
      Sql sql,
      Milestones milestones,
      Obligations obligations,
      Places places,
      Caller caller,
      Event<Changed> changes) {
    this.sql = sql;
    this.milestones = milestones;
    this.obligations = obligations;
    this.places = places;
    this.caller = caller;
    this.changes = changes;
  }

  /** The unit of the rule; null where it names none. */
  public Place part(Campaign campaign, CohortRule rule) {
    if (rule.unit() == null) {
      return null;
    }
    var part = places.named("/rule/unit", rule.unit());
    if (!campaign.subtree().contains(part.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/rule/unit", "outside-campaign");
    }
    return part;
  }

  public Cohort of(Campaign campaign, UUID batch, CohortRule rule, Place part) {
    var within = new ArrayList<>(List.of(campaign.subtree()));
    if (part != null) {
      within.add(new Subtree(part.path()));
    }
    if (rule.set() != null) {
      within.add(ownerOf(rule.set()));
    }
    return new Cohort(
        batch, within, names(rule.kinds()), names(rule.tiers()), names(rule.sectors()), rule.set());
  }

  private static List<String> names(List<? extends Enum<?>> values) {
    return values == null
        ? null
        : values.stream().<String>map(Enum::name).distinct().sorted().toList();
  }

  /** A unit that stands outside the owner's subtree is no member of the set. */
  private Subtree ownerOf(UUID set) {
    return sql.one(
            String.class,
            "select o.path from unit_set s join unit o on o.id = s.owner_id where s.id = ?1",
            set)
        .filter(caller::sees)
        .map(Subtree::new)
        .orElseThrow(() -> Refusal.unknownReference("/rule/set"));
  }

  public CohortView foresee(Cohort cohort) {
    var statement = new Sql.Statement("select u.kind, count(*) from unit u where ");
    cohort.where(statement);
    statement.add(" group by u.kind order by u.kind collate \"C\"");
    return CohortView.of(
        sql.list(Counted.class, statement).stream()
            .map(row -> new CohortView.OfKind(UnitKind.valueOf(row.kind()), row.units()))
            .toList());
  }

  Followed follow(Milestone milestone, List<UUID> units, UUID leaving) {
    if (!milestone.hasCohort()) {
      if (leaving != null) {
        obligations.release(milestone.id(), leaving);
      }
      return new Followed(0, 0);
    }
    var followed = obligations.follow(milestone.subject(), milestone.cohort(), units, leaving);
    if (!followed.none()) {
      changes.fire(
          milestone.fact(
              "milestone.cohort-changed",
              null,
              Map.of("joined", followed.joined(), "released", followed.released())));
    }
    return followed;
  }

  void follow(@Observes CohortChanged changed) {
    for (var id : milestones.of(changed.batch())) {
      milestones.lock(id).ifPresent(milestone -> follow(milestone, changed.units(), null));
    }
  }

  void stopWork(@Observes UnitEnds ends) {
    for (var campaign :
        sql.list(
            UUID.class,
            "select distinct campaign_id from obligation where unit_id = ?1 order by 1",
            ends.unit())) {
      sql.one(String.class, CampaignLock.SHARED, campaign.toString());
    }
  }

  void handOver(@Observes @Priority(AFTER_CAMPAIGNS) UnitEnded ended) {
    for (var id :
        sql.list(
            UUID.class,
            "select subject_id from obligation where unit_id = ?1 and released_at is null and kind = ?2 order by 1",
            ended.unit(),
            Milestone.OBLIGATION)) {
      var milestone = milestones.lock(id).orElseThrow();
      if (ended.successor() != null && milestone.hasCohort()) {
        obligations.handOver(
            milestone.subject(), milestone.cohort(), ended.unit(), ended.successor());
      }
      var concerned =
          ended.successor() == null
              ? List.of(ended.unit())
              : List.of(ended.unit(), ended.successor());
      follow(milestone, concerned, ended.unit());
    }
  }

  @Scheduled(
      every = "{qingdan.milestones.follow-every:10m}",
      delayed = "{qingdan.milestones.follow-delay:1m}",
      identity = "follow-cohorts-of-milestones",
      concurrentExecution = ConcurrentExecution.SKIP)
  void followAll() {
    for (var id : QuarkusTransaction.requiringNew().call(milestones::underWay)) {
      QuarkusTransaction.requiringNew()
          .timeout(600)
          .run(() -> sql.unhurried(() -> milestones.lock(id).map(it -> follow(it, null, null))));
    }
  }
}
