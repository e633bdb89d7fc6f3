package qingdan.guidance;

import java.time.Clock;
import java.time.Instant;
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

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.campaign.CampaignBounds;
import qingdan.change.HandOver;
import qingdan.obligation.Cohort;
import qingdan.obligation.Cohorts;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/**
 * Which units groups guide. Rules are followed when they are set, and by a look every few minutes.
 */
@ApplicationScoped
class Assignments {

  /** Each stands in the rights of each member, which every request reads. */
  static final int MOST = 500;

  /** The successor runs the campaign by then. */
  private static final int AFTER_CAMPAIGNS = 2600;

  @RegisterForReflection
  record Assigned(UUID unit, String path, boolean byRule, Instant validFrom) {}

  private static final String FROM =
      " from guidance_unit a join unit u on u.id = a.unit_id where a.group_id = ? and a.valid_to is null";

  private static final HandOver.Taken BASES =
      new HandOver.Taken(
          "guidanceGroup",
          "guidance-group.handed-over",
          "base",
          "update guidance_group set base_id = ?2, version = version + 1 where id = any(?3)",
          "id");

  private static final HandOver.Taken GUIDED =
      new HandOver.Taken(
          "guidanceGroup",
          "guidance-group.unit-handed-over",
          "unit",
          """
          insert into guidance_unit (group_id, unit_id, by_rule, valid_from)
          select a.group_id, ?2, a.by_rule, ?3
          from guidance_unit a join guidance_group g on g.id = a.group_id join unit b on b.id = g.base_id
          where a.unit_id = ?1 and a.valid_to is null and starts_with(?4, b.path)
          on conflict (group_id, unit_id) where valid_to is null do nothing
          """,
          "group_id");

  private static final HandOver.Taken ENDED =
      new HandOver.Taken(
          "guidanceGroup",
          "guidance-group.unit-withdrawn",
          "unit",
          "update guidance_unit set valid_to = ?3 where unit_id = ?1 and valid_to is null",
          "group_id");

  private final Sql sql;
  private final HandOver handOver;
  private final CampaignBounds bounds;
  private final GuidanceGroups groups;
  private final Cohorts cohorts;
  private final Places places;
  private final Event<Changed> changes;
  private final Clock clock;

  Assignments(
      Sql sql,
      HandOver handOver,
      CampaignBounds bounds,
      GuidanceGroups groups,
      Cohorts cohorts,
      Places places,
      Event<Changed> changes,
      Clock clock) {
    this.sql = sql;
    this.handOver = handOver;
    this.bounds = bounds;
    this.groups = groups;
    this.cohorts = cohorts;
    this.places = places;
    this.changes = changes;
    this.clock = clock;
  }

  List<Assigned> list(UUID group, List<String> after, int fetch) {
    var statement = new Sql.Statement("select u.id, u.path, a.by_rule, a.valid_from" + FROM, group);
    if (after != null) {
      statement.add(" and u.path > ?", after.get(0));
    }
    statement.add(" order by u.path limit ?", fetch);
    return sql.list(Assigned.class, statement);
  }

  long count(UUID group) {
    var statement = new Sql.Statement("select 1" + FROM, group);
    return sql.count(statement);
  }

  /** Named in a body: seen by the caller, open, and in the subtree that the group belongs to. */
  UUID named(String pointer, String reference, String basePath) {
    Place unit = places.named(pointer, reference);
    if (!new Subtree(basePath).contains(unit.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "outside-base");
    }
    places.requireOpen(unit);
    return unit.id();
  }

  int assign(UUID group, List<UUID> units) {
    var named = units.toArray(UUID[]::new);
    sql.run(
        "update guidance_unit set by_rule = false where group_id = ?1 and valid_to is null and by_rule and unit_id = any(?2)",
        group,
        named);
    var joined =
        sql.run(
            """
            insert into guidance_unit (group_id, unit_id, by_rule, valid_from)
            select ?1, unit_id, false, ?3 from (select distinct unnest(?2) as unit_id) n
            on conflict (group_id, unit_id) where valid_to is null do nothing
            """,
            group,
            named,
            clock.instant());
    requireNotTooMany("/units", group);
    return joined;
  }

  boolean end(UUID group, UUID unit) {
    return sql.run(
            "update guidance_unit set valid_to = ?3 where group_id = ?1 and unit_id = ?2 and valid_to is null and not by_rule",
            group,
            unit,
            clock.instant())
        > 0;
  }

  /** Those of the rule that have come, and those that have gone. */
  void follow(GuidanceGroup group) {
    if (group.ruled() && !group.hasCohort()) {
      return;
    }
    var ended = endOthers(group);
    var joined = group.ruled() ? joinCohort(group) : 0;
    if (ended + joined > 0) {
      changes.fire(
          group.fact(
              "guidance-group.units-followed", null, Map.of("joined", joined, "ended", ended)));
    }
  }

  private int endOthers(GuidanceGroup group) {
    var statement =
        new Sql.Statement(
            "update guidance_unit a set valid_to = ? where a.group_id = ? and a.valid_to is null and a.by_rule",
            clock.instant(),
            group.id());
    if (group.ruled()) {
      statement.add(" and not exists (select from unit u where u.id = a.unit_id and ");
      group.cohort().where(statement);
      statement.add(")");
    }
    return sql.run(statement.text(), statement.parameters());
  }

  private int joinCohort(GuidanceGroup group) {
    var statement =
        new Sql.Statement(
            "insert into guidance_unit (group_id, unit_id, by_rule, valid_from) select ?, u.id, true, ? from unit u where ",
            group.id(),
            clock.instant());
    group.cohort().where(statement);
    statement.add(
        " order by u.path limit ? on conflict (group_id, unit_id) where valid_to is null do nothing",
        MOST);
    return sql.run(statement.text(), statement.parameters());
  }

  void requireNotTooMany(Cohort cohort) {
    if (cohorts.foresee(cohort).units() > MOST) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/rule", "most", MOST);
    }
  }

  private void requireNotTooMany(String pointer, UUID group) {
    if (count(group) > 2 * MOST) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "most", 2 * MOST);
    }
  }

  /** The successor is guided by whoever guided the unit, and groups that belonged to it are its. */
  void handOver(@Observes @Priority(AFTER_CAMPAIGNS) UnitEnded ended) {
    var based =
        sql.list(
            UUID.class,
            """
            select g.id from guidance_group g join campaign c on c.id = g.campaign_id
            where g.base_id = ?1 and c.status <> 'CLOSED' order by 1 for no key update of g
            """,
            ended.unit());
    if (ended.successor() == null && !based.isEmpty()) {
      throw new Refusal(ErrorCode.UNIT_HAS_WORK, based.size());
    }
    if (ended.successor() != null) {
      bounds.require(
          ended,
          "select campaign_id from guidance_group where id = any(?4)",
          (Object) based.toArray(UUID[]::new));
      take(BASES, ended, (Object) based.toArray(UUID[]::new));
      take(GUIDED, ended, clock.instant(), ended.successorPath());
    }
    handOver.end(ENDED, ended.unit(), ended.path(), clock.instant());
  }

  private void take(HandOver.Taken taken, UnitEnded ended, Object... more) {
    handOver.take(taken, ended.unit(), ended.successor(), ended.successorPath(), more);
  }

  @Scheduled(
      every = "{qingdan.milestones.follow-every:10m}",
      delayed = "{qingdan.milestones.follow-delay:1m}",
      identity = "follow-rules-of-guidance-groups",
      concurrentExecution = ConcurrentExecution.SKIP)
  void followAll() {
    for (var id : QuarkusTransaction.requiringNew().call(groups::following)) {
      QuarkusTransaction.requiringNew().run(() -> groups.lockAny(id).ifPresent(this::follow));
    }
  }
}
