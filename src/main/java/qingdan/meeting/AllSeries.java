package qingdan.meeting;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.campaign.CampaignLock;
import qingdan.campaign.Scope;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The series that the caller sees: from above their offices, at them, and from below. */
@ApplicationScoped
class AllSeries {

  private static final String FROM =
      """
       from meeting_series s join campaign c on c.id = s.campaign_id join unit o on o.id = s.office_id
      where\s""";

  private static final String SELECT =
      """
      select s.id, s.version, s.campaign_id, c.status, c.time_zone, s.office_id, o.path, o.code, o.name as office_name,
          o.kind, o.tier, s.name, s.cadence, s.weekday, s.month_day, s.starts_on, s.ends_on, s.created_at
      """
          + FROM;

  private final Sql sql;
  private final Scope scope;
  private final Places places;
  private final Clock clock;

  AllSeries(Sql sql, Scope scope, Places places, Clock clock) {
    this.sql = sql;
    this.scope = scope;
    this.places = places;
    this.clock = clock;
  }

  MeetingSeries visible(String id) {
    return seen(Ids.parse(id)).orElseThrow(Refusal::notFound);
  }

  /** Named in a body: visible, and kept as it is until the transaction ends. */
  MeetingSeries named(String pointer, UUID id) {
    lock(id, "share");
    return seen(id).orElseThrow(() -> Refusal.unknownReference(pointer));
  }

  /** Visible, and locked for a change. */
  MeetingSeries locked(String id) {
    lock(Ids.parse(id), "no key update");
    return visible(id);
  }

  private void lock(UUID id, String strength) {
    if (id == null) {
      return;
    }
    sql.one(String.class, CampaignLock.SHARED_BY.formatted("meeting_series"), id);
    sql.list(
        UUID.class,
        "select s.id from meeting_series s join campaign c on c.id = s.campaign_id where s.id = ?1 for "
            + strength
            + " of s for share of c",
        id);
  }

  private Optional<MeetingSeries> seen(UUID id) {
    return find(id).filter(series -> scope.meets(series.officePath()));
  }

  Optional<MeetingSeries> find(UUID id) {
    return id == null ? Optional.empty() : sql.one(MeetingSeries.class, SELECT + "s.id = ?1", id);
  }

  /** By their ids. */
  Map<UUID, MeetingSeries> of(List<UUID> ids) {
    return sql
        .list(MeetingSeries.class, SELECT + "s.id = any(?1)", (Object) ids.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(MeetingSeries::id, Function.identity()));
  }

  List<MeetingSeries> list(MeetingSeriesQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    statement.earliestFirst("s.starts_on", "s.id", after, fetch);
    return sql.list(MeetingSeries.class, statement);
  }

  long count(MeetingSeriesQuery query) {
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, MeetingSeriesQuery query) {
    scope.meets(statement, "o.path");
    statement.andEqual("s.campaign_id", Ids.parameter("campaign", query.campaign));
    if (query.office != null) {
      statement.add(" and ");
      Subtree.within(
          statement, "o.path", List.of(new Subtree(places.visible(query.office).path())));
    }
  }

  void insert(UUID id, UUID office, CreateMeetingSeries request) {
    sql.run(
        """
        insert into meeting_series (id, campaign_id, office_id, name, cadence, weekday, month_day, starts_on, ends_on,
            created_at)
        values (?1, ?2, ?3, ?4, ?5, cast(?6 as int), cast(?7 as int), ?8, cast(?9 as date), ?10)
        """,
        id,
        request.campaign(),
        office,
        request.name(),
        request.cadence().name(),
        text(request.weekday()),
        text(request.monthDay()),
        request.startsOn(),
        text(request.endsOn()),
        clock.instant());
  }

  void update(UUID id, MeetingSeriesPatch fields) {
    sql.run(
        "update meeting_series set version = version + 1, name = ?2, ends_on = cast(?3 as date) where id = ?1",
        id,
        fields.name(),
        text(fields.endsOn()));
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
