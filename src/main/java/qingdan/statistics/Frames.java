package qingdan.statistics;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.problem.Sight;
import qingdan.shared.Days;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** From what a query names to what a statistic is over. */
@ApplicationScoped
class Frames {

  private static final int MOST_DAYS = 92;
  private static final int MOST_MONTHS = 60;

  private static final String CAMPAIGN =
      """
      select c.id, c.time_zone, t.path, t.id as top from campaign c join unit t on t.id = c.top_unit_id where\s""";

  private final Sql sql;
  private final Places places;
  private final Sight sight;
  private final Clock clock;

  Frames(Sql sql, Places places, Sight sight, Clock clock) {
    this.sql = sql;
    this.places = places;
    this.sight = sight;
    this.clock = clock;
  }

  Frame of(StatisticsQuery query) {
    query.requireServed();
    var unit = unit(query.unit);
    var batch = Ids.parameter("batch", query.batch);
    var task = Ids.parameter("task", query.task);
    var campaign = campaign(unit, Ids.parameter("campaign", query.campaign), batch, task);
    var today = LocalDate.ofInstant(clock.instant(), campaign.zone());
    var by = query.by();
    var days =
        switch (by) {
          case DAY -> days(query, today);
          case MONTH -> months(query, today);
          default ->
              query.compareTo == null
                  ? List.of(Days.past("asOf", query.asOf, today))
                  : List.of(
                      Days.past("asOf", query.asOf, today),
                      Days.past("compareTo", query.compareTo, today));
        };
    return new Frame(unit, campaign, batch, task, query.category, by, today, days, List.of(), true);
  }

  /** A unit whose work the caller reads. */
  Place unit(String reference) {
    return places
        .find(reference)
        .filter(place -> sight.reads(place.path()))
        .orElseThrow(Refusal::notFound);
  }

  /** What is named must be one campaign's, and that one must have to do with the unit. */
  private Frame.Campaign campaign(Place unit, UUID campaign, UUID batch, UUID task) {
    var found =
        sql.one(
                Frame.Campaign.class,
                CAMPAIGN
                    + """
                    c.id = coalesce(cast(?1 as uuid), (select campaign_id from batch where id = cast(?2 as uuid)),
                            (select campaign_id from task where id = cast(?3 as uuid)))
                        and (cast(?2 as uuid) is null or exists (select from batch where id = cast(?2 as uuid) and campaign_id = c.id))
                        and (cast(?3 as uuid) is null or exists (select from task where id = cast(?3 as uuid) and campaign_id = c.id))
                    """,
                text(campaign),
                text(batch),
                text(task))
            .orElseThrow(Refusal::notFound);
    if (!unit.path().startsWith(found.topPath()) && !found.topPath().startsWith(unit.path())) {
      throw Refusal.notFound();
    }
    return found;
  }

  /** Those of the day, closed ones too: what they have left counts. */
  List<Frame.Child> children(Frame frame, List<String> after, int fetch) {
    var past = frame.day().isBefore(frame.today());
    var end = Days.endOf(frame.day(), frame.campaign().zone()).toString();
    return sql.list(
        Frame.Child.class,
        """
        select id, code, name, kind, tier, path, closed from (
            select id, code, name, kind, tier, path, closed_at is not null as closed from unit
            where parent_id = ?1 and path > ?2 and (not ?3 or valid_from < cast(?4 as timestamptz))
            union all
            select unit_id, code, name, kind, tier, path, closed_at is not null from unit_past
            where ?3 and parent_id = ?1 and path > ?2 and valid_from < cast(?4 as timestamptz)
                and valid_to >= cast(?4 as timestamptz)
        ) child
        order by path limit ?5
        """,
        frame.unit().id(),
        after == null ? "" : after.get(0),
        past,
        end,
        fetch);
  }

  private static List<LocalDate> days(StatisticsQuery query, LocalDate today) {
    var to = Days.past("to", query.to, today);
    var from = from(query, to.minusDays(29));
    requireSpan(from, to, from.plusDays(MOST_DAYS - 1L).isBefore(to), MOST_DAYS);
    return from.datesUntil(to.plusDays(1)).toList();
  }

  /** The ends of months; of the last one, the last day that is asked for. */
  private static List<LocalDate> months(StatisticsQuery query, LocalDate today) {
    var to = Days.past("to", query.to, today);
    var from = from(query, to.minusMonths(11));
    var last = YearMonth.from(to);
    var first = YearMonth.from(from);
    requireSpan(from, to, first.plusMonths(MOST_MONTHS - 1L).isBefore(last), MOST_MONTHS);
    return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
        .map(month -> month.equals(last) ? to : month.atEndOfMonth())
        .toList();
  }

  private static LocalDate from(StatisticsQuery query, LocalDate otherwise) {
    var day = Days.parameter("from", query.from);
    return day == null ? otherwise : day;
  }

  private static void requireSpan(LocalDate from, LocalDate to, boolean tooLong, int most) {
    if (from.isAfter(to)) {
      throw Refusal.parameter("from", "not-after", to);
    }
    if (tooLong) {
      throw Refusal.parameter("from", "span", most);
    }
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }
}
