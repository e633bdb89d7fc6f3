package qingdan.guidance;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.campaign.Scope;
import qingdan.obligation.Cohort;
import qingdan.obligation.CohortRule;
import qingdan.obligation.StoredRule;
import qingdan.shared.Characters;
import qingdan.shared.Days;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The guidance groups that the caller sees: where they belong, and where they guide. */
@ApplicationScoped
public class GuidanceGroups {

  private static final String FROM =
      """
       from guidance_group g join campaign c on c.id = g.campaign_id join unit b on b.id = g.base_id
          %s
      where\s"""
          .formatted(StoredRule.joins("g"));

  private static final String SELECT =
      """
      select g.id, g.version, g.campaign_id, c.status as campaign_status, c.time_zone, g.base_id, b.path as base_path,
          b.code, b.name as base_name, b.kind, b.tier, g.name, g.level, g.starts_on, g.ends_on, g.ruled,
          %s,
          g.created_at
      """
              .formatted(StoredRule.columns("g"))
          + FROM;

  private static final String TODAY =
      "cast(cast(? as timestamptz) at time zone c.time_zone as date)";

  /** Of a member m within that of its group g. */
  private static final String TERM =
      "between greatest(m.starts_on, g.starts_on) and coalesce(least(m.ends_on, g.ends_on), 'infinity')";

  private final Sql sql;
  private final Scope scope;
  private final Caller caller;
  private final Places places;
  private final Clock clock;

  GuidanceGroups(Sql sql, Scope scope, Caller caller, Places places, Clock clock) {
    this.sql = sql;
    this.scope = scope;
    this.caller = caller;
    this.places = places;
    this.clock = clock;
  }

  GuidanceGroup visible(String id) {
    return find(Ids.parse(id)).orElseThrow(Refusal::notFound);
  }

  /** Named in a body: visible, and kept as it is until the transaction ends. */
  public GuidanceGroup named(String pointer, UUID id) {
    lock(id, "share");
    return find(id).orElseThrow(() -> Refusal.unknownReference(pointer));
  }

  /** Visible, and locked for a change, of its members and units too. */
  GuidanceGroup locked(String id) {
    lock(Ids.parse(id), "no key update");
    return visible(id);
  }

  /** The row is read again after the lock was had: it is what the winner left. */
  private void lock(UUID id, String strength) {
    if (id != null) {
      sql.list(
          UUID.class,
          "select g.id from guidance_group g join campaign c on c.id = g.campaign_id where g.id = ?1 for "
              + strength
              + " of g for share of c",
          id);
    }
  }

  private Optional<GuidanceGroup> find(UUID id) {
    if (id == null) {
      return Optional.empty();
    }
    var statement = new Sql.Statement(SELECT);
    seen(statement);
    statement.add(" and g.id = ?", id);
    return sql.list(GuidanceGroup.class, statement).stream().findFirst();
  }

  /** Whoever is looked at by nobody: for work that follows the tree. */
  Optional<GuidanceGroup> lockAny(UUID id) {
    lock(id, "no key update");
    return sql.one(GuidanceGroup.class, SELECT + "g.id = ?1", id);
  }

  private void seen(Sql.Statement statement) {
    statement.add("(");
    Subtree.within(statement, "b.path", caller.readable());
    statement.add(
        """
        \sor exists (select from guidance_member m
            where m.group_id = g.id and m.account_id = ? and m.removed_at is null)
         or exists (select from guidance_unit a join unit u on u.id = a.unit_id
            where a.group_id = g.id and a.valid_to is null and\s""",
        caller.accountId());
    scope.meets(statement, "u.path");
    statement.add("))");
  }

  List<GuidanceGroup> list(GuidanceGroupQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    GroupSort.of(query.sort).page(statement, after, fetch);
    return sql.list(GuidanceGroup.class, statement);
  }

  long count(GuidanceGroupQuery query) {
    GroupSort.of(query.sort);
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, GuidanceGroupQuery query) {
    seen(statement);
    var campaign = Ids.parameter("campaign", query.campaign);
    var level = Lists.oneOf("level", query.level, GuidanceLevel.class);
    statement.andEqual("g.campaign_id", campaign);
    statement.andEqual("g.level", level == null ? null : level.name());
    if (query.base != null) {
      statement.add(" and ");
      Subtree.within(statement, "b.path", List.of(new Subtree(places.visible(query.base).path())));
    }
    if (query.guides != null) {
      guides(statement, places.visible(query.guides));
    }
    var member = Ids.parameter("member", query.member);
    if (member != null) {
      statement.add(
          " and exists (select from guidance_member m where m.group_id = g.id and m.account_id = ? and m.removed_at is null)",
          member);
    }
    var asOf = Days.parameter("asOf", query.asOf);
    Object moment = asOf == null ? clock.instant() : asOf;
    var day = asOf == null ? TODAY : "cast(? as date)";
    running(statement, Lists.bool("running", query.running), day, moment);
    if (query.silentFor != null) {
      running(statement, true, day, moment);
      silent(statement, query.silentFor, day, moment);
    }
    if (query.q != null) {
      statement.add(" and position(lower(?) in lower(g.name)) > 0", Characters.normal(query.q));
    }
  }

  private static void guides(Sql.Statement statement, Place unit) {
    statement.add(
        """
        \sand exists (select from guidance_unit a join unit u on u.id = a.unit_id
            where a.group_id = g.id and a.valid_to is null and starts_with(?, u.path) and starts_with(u.path, b.path))""",
        unit.path());
  }

  private static void running(Sql.Statement statement, Boolean running, String day, Object moment) {
    if (running != null) {
      statement.add(
          (running ? " and " : " and not ")
              + "(c.status <> 'CLOSED' and "
              + day
              + " between g.starts_on and coalesce(g.ends_on, 'infinity'))",
          moment);
    }
  }

  private static void silent(Sql.Statement statement, int days, String day, Object moment) {
    statement.add(
        " and coalesce((select max(v.visited_on) from visit v where v.group_id = g.id and v.withdrawn_at is null and v.visited_on <= "
            + day
            + "), g.starts_on) <= "
            + day
            + " - ?",
        moment,
        moment,
        days);
  }

  /** Whether the account is in the group on the day, as its rights follow from that. */
  public boolean holds(GuidanceGroup group, UUID account, LocalDate day) {
    return sql.one(
            Boolean.class,
            """
            select exists (
                select from guidance_member m join guidance_group g on g.id = m.group_id
                    join campaign c on c.id = g.campaign_id and c.status <> 'CLOSED'
                where m.group_id = ?1 and m.account_id = ?2 and m.removed_at is null and ?3 %s)
            """
                .formatted(TERM),
            group.id(),
            account,
            day)
        .orElseThrow();
  }

  /** Adds a query of the groups that the account is in at the moment. */
  public static void heldBy(Sql.Statement statement, UUID account, Instant moment) {
    statement.add(
        """
        select m.group_id from guidance_member m join guidance_group g on g.id = m.group_id
            join campaign c on c.id = g.campaign_id and c.status <> 'CLOSED'
        where m.account_id = ? and m.removed_at is null and %s %s
        """
            .formatted(TODAY, TERM),
        account,
        moment);
  }

  LocalDate today(GuidanceGroup group) {
    return LocalDate.ofInstant(clock.instant(), group.zone());
  }

  void insert(
      UUID id, UUID campaign, UUID base, GuidanceGroupPatch fields, Cohort cohort, UUID part) {
    sql.run(
        """
        insert into guidance_group (id, campaign_id, base_id, name, level, starts_on, ends_on, created_at, ruled, kinds,
            tiers, sectors, set_id, part_id)
        values (?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as date), ?8, ?9, string_to_array(?10, ','), string_to_array(?11, ','),
            string_to_array(?12, ','), cast(?13 as uuid), cast(?14 as uuid))
        """,
        id,
        campaign,
        base,
        fields.name(),
        fields.level().name(),
        fields.startsOn(),
        fields.endsOn() == null ? null : fields.endsOn().toString(),
        clock.instant(),
        cohort != null,
        cohort == null ? null : CohortRule.line(cohort.kinds()),
        cohort == null ? null : CohortRule.line(cohort.tiers()),
        cohort == null ? null : CohortRule.line(cohort.sectors()),
        cohort == null ? null : Ids.text(cohort.set()),
        Ids.text(part));
  }

  void update(UUID id, GuidanceGroupPatch fields, Cohort cohort, UUID part) {
    sql.run(
        """
        update guidance_group set version = version + 1, name = ?2, level = ?3, starts_on = ?4, ends_on = cast(?5 as date),
            ruled = ?6, kinds = string_to_array(?7, ','), tiers = string_to_array(?8, ','),
            sectors = string_to_array(?9, ','), set_id = cast(?10 as uuid), part_id = cast(?11 as uuid)
        where id = ?1
        """,
        id,
        fields.name(),
        fields.level().name(),
        fields.startsOn(),
        fields.endsOn() == null ? null : fields.endsOn().toString(),
        cohort != null,
        cohort == null ? null : CohortRule.line(cohort.kinds()),
        cohort == null ? null : CohortRule.line(cohort.tiers()),
        cohort == null ? null : CohortRule.line(cohort.sectors()),
        cohort == null ? null : Ids.text(cohort.set()),
        Ids.text(part));
  }

  /** Those that go on and guide by a rule. */
  List<UUID> following() {
    return sql.list(
        UUID.class,
        """
        select g.id from guidance_group g join campaign c on c.id = g.campaign_id
        where g.ruled and c.status <> 'CLOSED' order by g.id
        """);
  }
}
