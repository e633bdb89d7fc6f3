package qingdan.campaign;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.shared.Characters;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Depth;

/** The targets of the units that the caller reads, and of the tasks that its units lead. */
@ApplicationScoped
class Targets {

  static final long MOST = 1_000_000_000_000L;

  private static final String FROM =
      """
      from task_target g join unit u on u.id = g.unit_id join task t on t.id = g.task_id
          join campaign c on c.id = g.campaign_id left join unit l on l.id = t.lead_unit_id
      where\s""";

  private static final String SELECT =
      """
      select g.id, g.version, g.campaign_id, c.status as campaign_status, c.time_zone, g.task_id, t.status as task_status,
          l.path as lead_path, g.batch_id, g.unit_id, u.path, u.code, u.name, u.kind, u.tier,
          u.closed_at is not null as unit_closed, g.category, g.measure, g.unit_of_measure, g.number, g.due_on, g.assigned,
          g.done, g.done_on, g.created_at
      """
          + FROM;

  private final Sql sql;
  private final Caller caller;
  private final Places places;
  private final Categories categories;
  private final Clock clock;

  Targets(Sql sql, Caller caller, Places places, Categories categories, Clock clock) {
    this.sql = sql;
    this.caller = caller;
    this.places = places;
    this.categories = categories;
    this.clock = clock;
  }

  Target visible(String id) {
    return found(id, "");
  }

  /** Visible, and locked for a change: what it counts for is posted. */
  Target locked(String id) {
    var known = Ids.parse(id);
    if (known != null) {
      sql.one(String.class, CampaignLock.SHARED_BY.formatted("task_target"), known);
    }
    return found(id, " for update of g for share of t for share of c");
  }

  private Target found(String id, String lock) {
    var known = Ids.parse(id);
    return (known == null
            ? Optional.<Target>empty()
            : sql.one(Target.class, SELECT + "g.id = ?1" + lock, known))
        .filter(target -> caller.sees(target.unitPath()) || isLed(target))
        .orElseThrow(Refusal::notFound);
  }

  private boolean isLed(Target target) {
    return target.leadPath() != null && caller.sees(target.leadPath());
  }

  List<Target> list(TargetFilter filter, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    filter.where(statement);
    if (after != null) {
      statement.add(" and (u.path, g.id) > (?, ?)", after.get(0), UUID.fromString(after.get(1)));
    }
    statement.add(" order by u.path, g.id limit ?", fetch);
    return sql.list(Target.class, statement);
  }

  long count(TargetFilter filter) {
    var statement = new Sql.Statement("select 1 " + FROM);
    filter.where(statement);
    return sql.count(statement);
  }

  /** All targets of the task where the caller's units lead it; else those of units it reads. */
  TargetFilter of(Campaign campaign, Task task, boolean led, TargetQuery query) {
    return filter(campaign, task.id(), null, led, query);
  }

  TargetFilter of(Campaign campaign, UUID task, TaskOrigin origin, TargetQuery query) {
    return filter(campaign, task, origin, false, query);
  }

  private TargetFilter filter(
      Campaign campaign, UUID task, TaskOrigin origin, boolean led, TargetQuery query) {
    var depth = query.depth();
    Place unit = null;
    if (query.unit != null) {
      unit =
          led ? places.find(query.unit).orElseThrow(Refusal::notFound) : places.visible(query.unit);
    }
    var readable = led ? null : caller.readable();
    return new TargetFilter(
        campaign,
        task,
        origin,
        unit == null ? readable : List.of(new Subtree(unit.path())),
        depth == Depth.SELF ? unit.id() : null,
        depth == Depth.CHILDREN ? unit.id() : null,
        Ids.parameter("batch", query.batch),
        query.category,
        query.measure == null ? null : Characters.normal(query.measure),
        Lists.bool("reported", query.reported),
        Lists.bool("overdue", query.overdue),
        today(campaign.timeZone()));
  }

  LocalDate today(String timeZone) {
    return LocalDate.now(clock.withZone(ZoneId.of(timeZone)));
  }

  /** 403 unless the caller holds the role at the unit, or supervises it. */
  void requireKeeper(Role role, String unitPath) {
    if (!caller.is(Role.SUPERVISOR, unitPath)) {
      requireRole(role, unitPath);
    }
  }

  /** 403 unless the caller holds the role at the unit: that it sees the target is settled. */
  void requireRole(Role role, String unitPath) {
    if (!caller.is(role, unitPath)) {
      throw new Refusal(ErrorCode.ROLE_MISSING, role);
    }
  }

  boolean supervises(String unitPath) {
    return caller.is(Role.SUPERVISOR, unitPath);
  }

  /** The batch, where there is one, must be of the campaign, and stays open. */
  void requireOpenBatch(UUID campaign, UUID batch) {
    if (batch == null) {
      return;
    }
    var status =
        sql.one(
                String.class,
                "select status from batch where id = ?1 and campaign_id = ?2 for share",
                batch,
                campaign)
            .orElseThrow(() -> Refusal.unknownReference("/batch"));
    if (Phase.valueOf(status) == Phase.CLOSED) {
      throw new Refusal(ErrorCode.BATCH_CLOSED);
    }
  }

  void requireCategory(UUID campaign, String code) {
    if (code != null && categories.find(campaign, code).isEmpty()) {
      throw Refusal.unknownReference("/category");
    }
  }

  void insert(UUID id, Task task, UUID batch, UUID unit, boolean assigned, TargetPatch fields) {
    sql.run(
        """
        insert into task_target (id, campaign_id, task_id, batch_id, unit_id, assigned, category, measure, unit_of_measure,
            number, due_on, set_by, created_at, changed_at)
        values (?1, ?2, ?3, cast(?4 as uuid), ?5, ?6, ?7, ?8, ?9, ?10, cast(?11 as date), ?12, ?13, ?13)
        """,
        id,
        task.campaignId(),
        task.id(),
        text(batch),
        unit,
        assigned,
        fields.category(),
        fields.measure(),
        fields.unitOfMeasure(),
        fields.number(),
        text(fields.dueOn()),
        caller.accountId(),
        clock.instant());
  }

  void update(UUID id, TargetPatch fields) {
    sql.run(
        """
        update task_target set version = version + 1, category = ?2, measure = ?3, unit_of_measure = ?4, number = ?5,
            due_on = cast(?6 as date), changed_at = ?7
        where id = ?1
        """,
        id,
        fields.category(),
        fields.measure(),
        fields.unitOfMeasure(),
        fields.number(),
        text(fields.dueOn()),
        clock.instant());
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
