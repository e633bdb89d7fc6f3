package qingdan.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.campaign.CampaignLock;
import qingdan.campaign.Scope;
import qingdan.milestone.CohortRule;
import qingdan.obligation.Cohort;
import qingdan.shared.Count;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The plans of visits that the caller sees: from above, from their own unit, and from below. */
@ApplicationScoped
class VisitPlans {

  private static final String FROM =
      """
       from visit_plan v join campaign c on c.id = v.campaign_id join unit t on t.id = v.base_id
          left join batch b on b.id = v.batch_id left join unit_set s on s.id = v.set_id
          left join unit o on o.id = s.owner_id left join unit p on p.id = v.part_id
      where\s""";

  private static final String SELECT =
      """
      select v.id, v.version, v.campaign_id, c.status as campaign_status, c.time_zone, v.batch_id, b.status as batch_status,
          v.base_id, t.path as base_path, t.code, t.name as base_name, t.kind, t.tier, v.name, v.purpose, v.starts_on,
          v.due_on, array_to_string(v.kinds, ',') as kinds, array_to_string(v.tiers, ',') as tiers,
          array_to_string(v.sectors, ',') as sectors, v.set_id, o.path as set_owner_path, v.part_id, p.path as part_path,
          v.created_at
      """
          + FROM;

  private final Sql sql;
  private final Scope scope;
  private final Places places;
  private final Clock clock;

  VisitPlans(Sql sql, Scope scope, Places places, Clock clock) {
    this.sql = sql;
    this.scope = scope;
    this.places = places;
    this.clock = clock;
  }

  VisitPlan visible(String id) {
    return seen(Ids.parse(id)).orElseThrow(Refusal::notFound);
  }

  /** Named in a body: visible, and kept as it is until the transaction ends. */
  VisitPlan named(String pointer, UUID id) {
    lock(id, "share");
    return seen(id).orElseThrow(() -> Refusal.unknownReference(pointer));
  }

  /** Visible, and locked for a change. */
  VisitPlan locked(String id) {
    lock(Ids.parse(id), "no key update");
    return visible(id);
  }

  /** To follow its cohort: one does it at a time. */
  Optional<VisitPlan> lock(UUID id) {
    lock(id, "no key update");
    return find(id);
  }

  /** The row is read again after the lock was had: it is what the winner left. */
  private void lock(UUID id, String strength) {
    if (id == null) {
      return;
    }
    sql.one(String.class, CampaignLock.SHARED_BY.formatted("visit_plan"), id);
    sql.list(
        UUID.class,
        "select v.id from visit_plan v join campaign c on c.id = v.campaign_id where v.id = ?1 for "
            + strength
            + " of v for share of c",
        id);
    sql.list(
        UUID.class,
        "select b.id from batch b join visit_plan v on v.batch_id = b.id where v.id = ?1 for share of b",
        id);
  }

  private Optional<VisitPlan> seen(UUID id) {
    return find(id).filter(plan -> scope.meets(plan.basePath()));
  }

  private Optional<VisitPlan> find(UUID id) {
    return id == null ? Optional.empty() : sql.one(VisitPlan.class, SELECT + "v.id = ?1", id);
  }

  List<VisitPlan> list(VisitPlanQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    if (after != null) {
      statement.add(
          " and (v.due_on, v.id) > (?, ?)",
          LocalDate.parse(after.get(0)),
          UUID.fromString(after.get(1)));
    }
    statement.add(" order by v.due_on, v.id limit ?", fetch);
    return sql.list(VisitPlan.class, statement);
  }

  long count(VisitPlanQuery query) {
    var statement = new Sql.Statement("select count(*) from (select 1" + FROM);
    where(statement, query);
    statement.add(" limit ?) as counted", Count.LIMIT + 1);
    return sql.list(Long.class, statement).get(0);
  }

  private void where(Sql.Statement statement, VisitPlanQuery query) {
    scope.meets(statement, "t.path");
    statement.andEqual("v.campaign_id", Ids.parameter("campaign", query.campaign));
    statement.andEqual("v.batch_id", Ids.parameter("batch", query.batch));
    if (query.base != null) {
      statement.add(" and ");
      Subtree.within(statement, "t.path", List.of(new Subtree(places.visible(query.base).path())));
    }
  }

  List<UUID> of(UUID batch) {
    return sql.list(UUID.class, "select id from visit_plan where batch_id = ?1 order by id", batch);
  }

  /** Those that go on. */
  List<UUID> underWay() {
    return sql.list(
        UUID.class,
        """
        select v.id from visit_plan v join campaign c on c.id = v.campaign_id left join batch b on b.id = v.batch_id
        where c.status <> 'CLOSED' and b.status is distinct from 'CLOSED' order by v.id
        """);
  }

  LocalDate today(VisitPlan plan) {
    return LocalDate.ofInstant(clock.instant(), plan.zone());
  }

  void insert(
      UUID id, UUID campaign, UUID base, CreateVisitPlan request, Cohort cohort, UUID part) {
    sql.run(
        """
        insert into visit_plan (id, campaign_id, batch_id, base_id, name, purpose, starts_on, due_on, kinds, tiers, sectors,
            set_id, part_id, created_at)
        values (?1, ?2, cast(?3 as uuid), ?4, ?5, ?6, ?7, ?8, string_to_array(?9, ','), string_to_array(?10, ','),
            string_to_array(?11, ','), cast(?12 as uuid), cast(?13 as uuid), ?14)
        """,
        id,
        campaign,
        Ids.text(request.batch()),
        base,
        request.name(),
        request.purpose(),
        request.startsOn(),
        request.dueOn(),
        CohortRule.line(cohort.kinds()),
        CohortRule.line(cohort.tiers()),
        CohortRule.line(cohort.sectors()),
        Ids.text(cohort.set()),
        Ids.text(part),
        clock.instant());
  }

  void update(UUID id, VisitPlanPatch fields) {
    sql.run(
        "update visit_plan set version = version + 1, name = ?2, purpose = ?3, due_on = ?4 where id = ?1",
        id,
        fields.name(),
        fields.purpose(),
        fields.dueOn());
  }
}
