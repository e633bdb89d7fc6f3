package qingdan.contact;

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
import qingdan.shared.Characters;
import qingdan.shared.Days;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Sector;

/** The contacts of leaders of the caller's units, and of the units above and below them. */
@ApplicationScoped
public class Contacts {

  private static final String FROM =
      """
       from contact k join campaign c on c.id = k.campaign_id join unit b on b.id = k.base_id
          left join unit u on u.id = k.unit_id
      where\s""";

  private static final String SELECT =
      """
      select k.id, k.version, k.campaign_id, c.status as campaign_status, c.time_zone, k.base_id, b.path as base_path,
          b.code as base_code, b.name as base_name, b.kind as base_kind, b.tier as base_tier, k.leader, k.office,
          k.account_id, k.unit_id, u.path, u.code, u.name, u.kind, u.tier, k.sector, k.starts_on, k.ends_on, k.created_at,
          k.list_id, k.deadline, (
              select min(o.due_on) from obligation o
              where o.subject_id = k.id and o.released_at is null and o.state <> 'DONE') as next_visit_on
      """
          + FROM;

  private static final String TODAY =
      "cast(cast(? as timestamptz) at time zone c.time_zone as date)";

  private static final String TERM = "between k.starts_on and coalesce(k.ends_on, 'infinity')";

  private final Sql sql;
  private final Scope scope;
  private final Places places;
  private final Clock clock;

  Contacts(Sql sql, Scope scope, Places places, Clock clock) {
    this.sql = sql;
    this.scope = scope;
    this.places = places;
    this.clock = clock;
  }

  Contact visible(String id) {
    return seen(Ids.parse(id)).orElseThrow(Refusal::notFound);
  }

  /** Named in a body: visible, and kept as it is until the transaction ends. */
  public Contact named(String pointer, UUID id) {
    lock(id, "share");
    return seen(id).orElseThrow(() -> Refusal.unknownReference(pointer));
  }

  /** Visible, and locked for a change. */
  Contact locked(String id) {
    var known = Ids.parse(id);
    if (known != null) {
      sql.one(String.class, CampaignLock.SHARED_BY.formatted("contact"), known);
    }
    lock(known, "no key update");
    return visible(id);
  }

  /** The row is read again after the lock was had: it is what the winner left. */
  private void lock(UUID id, String strength) {
    if (id != null) {
      sql.list(
          UUID.class,
          "select k.id from contact k join campaign c on c.id = k.campaign_id where k.id = ?1 for "
              + strength
              + " of k for share of c",
          id);
    }
  }

  private Optional<Contact> seen(UUID id) {
    return find(id).filter(contact -> scope.meets(contact.basePath()));
  }

  Optional<Contact> find(UUID id) {
    return id == null ? Optional.empty() : sql.one(Contact.class, SELECT + "k.id = ?1", id);
  }

  List<Contact> list(ContactQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    statement.earliestFirst("k.starts_on", "k.id", after, fetch);
    return sql.list(Contact.class, statement);
  }

  long count(ContactQuery query) {
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, ContactQuery query) {
    scope.meets(statement, "b.path");
    statement.andEqual("k.campaign_id", Ids.parameter("campaign", query.campaign));
    within(statement, "b.path", query.base);
    within(statement, "u.path", query.unit);
    var sector = Lists.oneOf("sector", query.sector, Sector.class);
    statement.andEqual("k.sector", sector == null ? null : sector.name());
    statement.andEqual("k.account_id", Ids.parameter("account", query.account));
    if (query.q != null) {
      statement.add(" and position(lower(?) in lower(k.leader)) > 0", Characters.normal(query.q));
    }
    var asOf = Days.parameter("asOf", query.asOf);
    Object moment = asOf == null ? clock.instant() : asOf;
    var day = asOf == null ? TODAY : "cast(? as date)";
    var running = Lists.bool("running", query.running);
    if (running != null) {
      statement.add((running ? " and " : " and not ") + "(" + day + " " + TERM + ")", moment);
    }
    adopted(statement, Lists.bool("adopted", query.adopted));
    overdue(statement, Lists.bool("overdue", query.overdue), day, moment);
    visitOverdue(statement, Lists.bool("visitOverdue", query.visitOverdue));
    if (query.silentFor != null) {
      statement.add(" and " + day + " " + TERM, moment);
      statement.add(
          " and coalesce((select max(v.visited_on) from visit v where v.contact_id = k.id and v.withdrawn_at is null and v.visited_on <= "
              + day
              + "), k.starts_on) <= "
              + day
              + " - ?",
          moment,
          moment,
          query.silentFor);
    }
  }

  private static void adopted(Sql.Statement statement, Boolean adopted) {
    if (adopted != null) {
      statement.add(adopted ? " and k.list_id is not null" : " and k.list_id is null");
    }
  }

  private static void overdue(Sql.Statement statement, Boolean overdue, String day, Object moment) {
    if (overdue != null) {
      statement.add(
          (overdue ? " and " : " and not ")
              + "(k.list_id is not null and k.deadline < "
              + day
              + " and (select l.status from problem_list l where l.id = k.list_id) <> 'CLOSED')",
          moment);
    }
  }

  private void visitOverdue(Sql.Statement statement, Boolean overdue) {
    if (overdue != null) {
      statement.add(
          (overdue ? " and " : " and not ")
              + """
              exists (
                  select from obligation o
                  where o.subject_id = k.id and o.released_at is null and o.state <> 'DONE' and o.due_on <\s"""
              + TODAY
              + ")",
          clock.instant());
    }
  }

  private void within(Sql.Statement statement, String column, String unit) {
    if (unit != null) {
      statement.add(" and ");
      Subtree.within(statement, column, List.of(new Subtree(places.visible(unit).path())));
    }
  }

  LocalDate today(Contact contact) {
    return LocalDate.ofInstant(clock.instant(), contact.zone());
  }

  void insert(UUID id, UUID campaign, UUID base, UUID unit, Sector sector, ContactPatch fields) {
    sql.run(
        """
        insert into contact (id, campaign_id, base_id, leader, office, account_id, unit_id, sector, starts_on, ends_on,
            created_at)
        values (?1, ?2, ?3, ?4, ?5, cast(?6 as uuid), cast(?7 as uuid), ?8, ?9, cast(?10 as date), ?11)
        """,
        id,
        campaign,
        base,
        fields.leader(),
        fields.office(),
        Ids.text(fields.account()),
        Ids.text(unit),
        sector == null ? null : sector.name(),
        fields.startsOn(),
        text(fields.endsOn()),
        clock.instant());
  }

  void update(UUID id, ContactPatch fields) {
    sql.run(
        """
        update contact set version = version + 1, leader = ?2, office = ?3, account_id = cast(?4 as uuid), starts_on = ?5,
            ends_on = cast(?6 as date)
        where id = ?1
        """,
        id,
        fields.leader(),
        fields.office(),
        Ids.text(fields.account()),
        fields.startsOn(),
        text(fields.endsOn()));
  }

  /** The rule that the list breaks as the plan of the contact. */
  Optional<String> fault(Contact contact, UUID list) {
    var status =
        sql.one(
            String.class,
            """
            select status from problem_list
            where id = ?1 and unit_id = cast(?2 as uuid) and campaign_id = ?3 for share
            """,
            list,
            Ids.text(contact.unitId()),
            contact.campaignId());
    if (status.isEmpty()) {
      return Optional.of("list-of-another-unit");
    }
    return status.filter("CLOSED"::equals).map(closed -> "closed-list");
  }

  /** Whoever took the unit on in a term that is over has let it go. */
  void releaseFormer(UUID unit) {
    sql.run(
        """
        update contact k set list_id = null, deadline = null, version = k.version + 1 from campaign c
        where k.unit_id = ?1 and k.list_id is not null and c.id = k.campaign_id
            and k.ends_on < cast(cast(?2 as timestamptz) at time zone c.time_zone as date)
        """,
        unit,
        clock.instant());
  }

  /** By today, or by the first day of a term that is to come. */
  void end(Contact contact) {
    var today = today(contact);
    sql.run(
        "update contact set version = version + 1, ends_on = ?2, list_id = null, deadline = null where id = ?1",
        contact.id(),
        contact.startsOn().isAfter(today) ? contact.startsOn() : today);
  }

  void adopt(UUID id, UUID list, LocalDate deadline) {
    sql.run(
        """
        update contact set version = version + 1, list_id = cast(?2 as uuid), deadline = cast(?3 as date) where id = ?1
        """,
        id,
        Ids.text(list),
        text(deadline));
  }

  private static String text(LocalDate day) {
    return day == null ? null : day.toString();
  }
}
