package qingdan.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.shared.Characters;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * The tasks that the caller sees: those set above its units, at them and below them, and those that
 * its units lead.
 */
@ApplicationScoped
public class Tasks {

  static final int LAST_POSITION = 9999;

  private static final String FROM =
      """
      from task t join campaign c on c.id = t.campaign_id join unit o on o.id = t.owner_id
          left join unit l on l.id = t.lead_unit_id
      """;

  private static final String SELECT =
      """
      select t.id, t.version, t.campaign_id, c.status as campaign_status, c.time_zone, c.top_unit_id,
          o.id as owner_id, o.path as owner_path, o.code as owner_code, o.name as owner_name, o.kind as owner_kind,
          o.tier as owner_tier, o.closed_at is not null as owner_closed, l.id as lead_id, l.path as lead_path,
          l.code as lead_code, l.name as lead_name, l.kind as lead_kind, l.tier as lead_tier, t.name, t.description,
          t.position, t.status, t.created_at
      """
          + FROM;

  private final Sql sql;
  private final Caller caller;
  private final Scope scope;
  private final Places places;

  Tasks(Sql sql, Caller caller, Scope scope, Places places) {
    this.sql = sql;
    this.caller = caller;
    this.scope = scope;
    this.places = places;
  }

  /**
   * Holds a task that a body names to what it is named for: visible, of the campaign, still open,
   * and of a subtree that the unit stands in. It stays so until the transaction ends.
   */
  public void requireFor(String pointer, UUID id, UUID campaign, String unitPath) {
    Task task;
    try {
      task = kept(id.toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference(pointer);
    }
    if (!task.campaignId().equals(campaign) || !task.subtree().contains(unitPath)) {
      throw Refusal.unknownReference(pointer);
    }
    task.requireNotClosed();
  }

  /** Whether the unit stands in the subtree that the task is set for. */
  public boolean holdsFor(UUID task, String unitPath) {
    return task != null
        && sql.one(Task.class, SELECT + "where t.id = ?1", task)
            .orElseThrow()
            .subtree()
            .contains(unitPath);
  }

  Task visible(String id) {
    return found(id, "");
  }

  /** Visible, and kept as it is until the transaction ends. */
  Task kept(String id) {
    return found(id, " for share of t for share of c");
  }

  /** The same, for something that the books will count: before any row the lock of its campaign. */
  Task counting(String id) {
    var known = Ids.parse(id);
    if (known != null) {
      sql.one(String.class, CampaignLock.SHARED_BY.formatted("task"), known);
    }
    return kept(id);
  }

  /** Visible, and locked for a change. */
  Task locked(String id) {
    return found(id, " for update of t for share of c");
  }

  private Task found(String id, String lock) {
    var known = Ids.parse(id);
    return (known == null
            ? Optional.<Task>empty()
            : sql.one(Task.class, SELECT + "where t.id = ?1" + lock, known))
        .filter(task -> scope.meets(task.ownerPath()) || leads(task))
        .orElseThrow(Refusal::notFound);
  }

  /** Whether the caller reads the unit that leads the task. */
  boolean leads(Task task) {
    return task.leadPath() != null && caller.sees(task.leadPath());
  }

  List<Task> list(Campaign campaign, TaskQuery query, List<String> after, int fetch) {
    var sort = TaskSort.of(query.sort);
    var statement = new Sql.Statement(SELECT);
    where(statement, campaign, query);
    sort.after(statement, after);
    sort.order(statement);
    statement.add(" limit ?", fetch);
    return sql.list(Task.class, statement);
  }

  long count(Campaign campaign, TaskQuery query) {
    TaskSort.of(query.sort);
    var statement = new Sql.Statement("select 1 " + FROM);
    where(statement, campaign, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, Campaign campaign, TaskQuery query) {
    statement.add("where t.campaign_id = ?", campaign.id());
    seen(statement, campaign);
    setIn(statement, query);
    if (query.concerns != null) {
      statement.add(" and o.path = any(?)", (Object) lineOf(places.visible(query.concerns).path()));
    }
    var origin = Lists.oneOf("origin", query.origin, TaskOrigin.class);
    if (origin != null) {
      var common = origin == TaskOrigin.COMMON;
      statement.add(" and t.owner_id " + (common ? "=" : "<>") + " ?", campaign.topUnitId());
    }
    if (query.leadUnit != null) {
      var lead = places.find(query.leadUnit).orElseThrow(Refusal::notFound);
      statement.add(" and t.lead_unit_id = ?", lead.id());
    }
    var status = Lists.oneOf("status", query.status, TaskStatus.class);
    if (status != null) {
      statement.add(" and t.status = ?", status.name());
    }
    if (query.q != null) {
      statement.add(" and position(lower(?) in lower(t.name)) > 0", Characters.normal(query.q));
    }
  }

  /**
   * Whoever reads the campaign's top unit sees every task of it. For all others two questions, each
   * with an index of its own, instead of one that has none.
   */
  private void seen(Sql.Statement statement, Campaign campaign) {
    if (caller.sees(campaign.topPath())) {
      return;
    }
    statement.add(
        " and t.id in (select s.id from task s join unit on unit.id = s.owner_id where s.campaign_id = ? and ",
        campaign.id());
    scope.meets(statement, "unit.path");
    statement.add(
        " union all select s.id from task s join unit on unit.id = s.lead_unit_id where s.campaign_id = ? and ",
        campaign.id());
    Subtree.within(statement, "unit.path", caller.readable());
    statement.add(")");
  }

  private void setIn(Sql.Statement statement, TaskQuery query) {
    var depth = query.depth();
    if (query.unit == null) {
      return;
    }
    Place unit = places.visible(query.unit);
    statement.add(" and ");
    switch (depth) {
      case SELF -> statement.add("t.owner_id = ?", unit.id());
      case CHILDREN -> statement.add("o.parent_id = ?", unit.id());
      case SUBTREE -> Subtree.within(statement, "o.path", List.of(new Subtree(unit.path())));
    }
  }

  /** The paths of a unit and of all above it. */
  private static String[] lineOf(String path) {
    var line = new ArrayList<>(new Subtree(path).above());
    line.add(path);
    return line.toArray(String[]::new);
  }

  /** Behind the owner's other tasks. */
  int nextPosition(UUID campaign, UUID owner) {
    return sql.one(
            Integer.class,
            """
            select least(coalesce(max(position), 0) + 1, ?3) from task where campaign_id = ?1 and owner_id = ?2
            """,
            campaign,
            owner,
            LAST_POSITION)
        .orElseThrow();
  }

  void insert(UUID id, UUID campaign, UUID owner, UUID lead, TaskPatch fields, Instant now) {
    sql.run(
        """
        insert into task (id, campaign_id, owner_id, lead_unit_id, name, description, position, status, created_at)
        values (?1, ?2, ?3, cast(?4 as uuid), ?5, ?6, ?7, ?8, ?9)
        """,
        id,
        campaign,
        owner,
        Ids.text(lead),
        fields.name(),
        fields.description(),
        fields.position(),
        fields.status().name(),
        now);
  }

  void update(UUID id, UUID lead, TaskPatch fields) {
    sql.run(
        """
        update task set version = version + 1, lead_unit_id = cast(?2 as uuid), name = ?3, description = ?4, position = ?5,
            status = ?6
        where id = ?1
        """,
        id,
        Ids.text(lead),
        fields.name(),
        fields.description(),
        fields.position(),
        fields.status().name());
  }
}
