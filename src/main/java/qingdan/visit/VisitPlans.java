package qingdan.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.campaign.Scope;
import qingdan.obligation.Cohort;
import qingdan.obligation.CohortRule;
import qingdan.obligation.StoredRule;
import qingdan.obligation.Subjects;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The plans of visits that the caller sees: from above, from their own unit, and from below. */
@ApplicationScoped
class VisitPlans {

  private static final String TABLE = "visit_plan";

  private static final String FROM =
      """
       from visit_plan v join campaign c on c.id = v.campaign_id join unit t on t.id = v.base_id
          left join batch b on b.id = v.batch_id
          %s
      where\s"""
          .formatted(StoredRule.joins("v"));

  private static final String SELECT =
      """
      select v.id, v.version, v.campaign_id, c.status as campaign_status, c.time_zone, v.batch_id, b.status as batch_status,
          v.base_id, t.path as base_path, t.code, t.name as base_name, t.kind, t.tier, v.name, v.purpose, v.starts_on,
          v.due_on, %s,
          v.created_at
      """
              .formatted(StoredRule.columns("v"))
          + FROM;

  private final Sql sql;
  private final Subjects subjects;
  private final Scope scope;
  private final Places places;
  private final Clock clock;

  VisitPlans(Sql sql, Subjects subjects, Scope scope, Places places, Clock clock) {
    this.sql = sql;
    this.subjects = subjects;
    this.scope = scope;
    this.places = places;
    this.clock = clock;
  }

  VisitPlan visible(String id) {
    return seen(Ids.parse(id)).orElseThrow(Refusal::notFound);
  }

  /** Named in a body: visible, and kept as it is until the transaction ends. */
  VisitPlan named(String pointer, UUID id) {
    subjects.keep(TABLE, id);
    return seen(id).orElseThrow(() -> Refusal.unknownReference(pointer));
  }

  /** Visible, and locked for a change. */
  VisitPlan locked(String id) {
    subjects.lock(TABLE, Ids.parse(id));
    return visible(id);
  }

  /** To follow its cohort: one does it at a time. */
  Optional<VisitPlan> lock(UUID id) {
    subjects.lock(TABLE, id);
    return find(id);
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
    statement.earliestFirst("v.due_on", "v.id", after, fetch);
    return sql.list(VisitPlan.class, statement);
  }

  long count(VisitPlanQuery query) {
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, query);
    return sql.count(statement);
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
    return subjects.of(TABLE, batch);
  }

  List<UUID> underWay() {
    return subjects.underWay(TABLE);
  }

  List<UUID> underWay(List<UUID> units) {
    return subjects.underWay(TABLE, units);
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
