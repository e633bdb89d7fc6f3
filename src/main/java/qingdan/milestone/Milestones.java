package qingdan.milestone;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.campaign.Scope;
import qingdan.obligation.Cohort;
import qingdan.obligation.CohortRule;
import qingdan.obligation.EvidenceRule;
import qingdan.obligation.StoredRule;
import qingdan.obligation.Subjects;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The milestones of the campaigns that the caller sees. */
@ApplicationScoped
class Milestones {

  private static final String TABLE = "milestone";

  private static final String SELECT =
      """
      select m.id, m.version, m.campaign_id, c.status as campaign_status, c.top_unit_id, t.path as top_path, c.time_zone,
          m.batch_id, b.status as batch_status, m.name, m.description, m.kind, m.due_on, m.owed_from, m.evidence,
          m.confirmed, m.measure, reported_subject(m.id) as reported_id, %s,
          m.created_at
      from milestone m join campaign c on c.id = m.campaign_id join unit t on t.id = c.top_unit_id
          left join batch b on b.id = m.batch_id
          %s
      where\s"""
          .formatted(StoredRule.columns("m"), StoredRule.joins("m"));

  private final Sql sql;
  private final Subjects subjects;
  private final Scope scope;
  private final Clock clock;

  Milestones(Sql sql, Subjects subjects, Scope scope, Clock clock) {
    this.sql = sql;
    this.subjects = subjects;
    this.scope = scope;
    this.clock = clock;
  }

  Milestone visible(String id) {
    return find(Ids.parse(id))
        .filter(milestone -> scope.meets(milestone.topPath()))
        .orElseThrow(Refusal::notFound);
  }

  /** Visible, and kept as it is until the transaction ends. */
  Milestone kept(String id) {
    subjects.keep(TABLE, Ids.parse(id));
    return visible(id);
  }

  /** Visible, and locked for a change. */
  Milestone locked(String id) {
    subjects.lock(TABLE, Ids.parse(id));
    return visible(id);
  }

  Optional<Milestone> find(UUID id) {
    return id == null ? Optional.empty() : sql.one(Milestone.class, SELECT + "m.id = ?1", id);
  }

  /** To follow its cohort: one does it at a time. */
  Optional<Milestone> lock(UUID id) {
    subjects.lock(TABLE, id);
    return find(id);
  }

  List<Milestone> list(UUID campaign, MilestoneQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, campaign, query);
    statement.earliestFirst("m.due_on", "m.id", after, fetch);
    return sql.list(Milestone.class, statement);
  }

  long count(UUID campaign, MilestoneQuery query) {
    var statement = new Sql.Statement("select 1 from milestone m where ");
    where(statement, campaign, query);
    return sql.count(statement);
  }

  private static void where(Sql.Statement statement, UUID campaign, MilestoneQuery query) {
    statement.add("m.campaign_id = ?", campaign);
    var batch = Ids.parameter("batch", query.batch);
    if (batch != null) {
      statement.add(" and m.batch_id = ?", batch);
    }
    var kind = Lists.oneOf("kind", query.kind, MilestoneKind.class);
    if (kind != null) {
      statement.add(" and m.kind = ?", kind.name());
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

  /** Those that go on, are counted in the figure, and the unit owes. */
  List<UUID> countedIn(String measure, UUID unit) {
    return sql.list(
        UUID.class,
        """
        select m.id
        from obligation o join milestone m on m.id = o.subject_id join campaign c on c.id = m.campaign_id
            left join batch b on b.id = m.batch_id
        where o.unit_id = ?2 and o.released_at is null and m.measure = ?1 and c.status <> 'CLOSED'
            and b.status is distinct from 'CLOSED'
        order by m.id
        """,
        measure,
        unit);
  }

  LocalDate today(Milestone milestone) {
    return LocalDate.ofInstant(clock.instant(), milestone.zone());
  }

  void insert(
      UUID id, UUID campaign, CreateMilestone request, Cohort cohort, UUID part, LocalDate from) {
    Instant now = clock.instant();
    sql.run(
        """
        insert into milestone (id, campaign_id, batch_id, name, description, kind, due_on, owed_from, evidence, confirmed,
            measure, kinds, tiers, sectors, set_id, part_id, created_at)
        values (?1, ?2, cast(?3 as uuid), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, string_to_array(?12, ','),
            string_to_array(?13, ','), string_to_array(?14, ','), cast(?15 as uuid), cast(?16 as uuid), ?17)
        """,
        id,
        campaign,
        text(request.batch()),
        request.name(),
        request.description(),
        request.kind().name(),
        request.dueOn(),
        from,
        (request.evidence() == null ? EvidenceRule.ALLOWED : request.evidence()).name(),
        Boolean.TRUE.equals(request.confirmed()),
        request.measure(),
        CohortRule.line(cohort.kinds()),
        CohortRule.line(cohort.tiers()),
        CohortRule.line(cohort.sectors()),
        text(cohort.set()),
        text(part),
        now);
  }

  void update(UUID id, MilestonePatch fields) {
    sql.run(
        """
        update milestone set version = version + 1, name = ?2, description = ?3, kind = ?4, due_on = ?5, evidence = ?6
        where id = ?1
        """,
        id,
        fields.name(),
        fields.description(),
        fields.kind().name(),
        fields.dueOn(),
        fields.evidence().name());
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }
}
