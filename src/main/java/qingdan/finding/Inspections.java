package qingdan.finding;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import qingdan.access.Caller;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.inspection.KnownRounds;
import qingdan.problem.Sight;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The inspections of units whose work the caller reads, and those of its office and team. */
@ApplicationScoped
class Inspections {

  static final String JOINS =
      """
      inspection i join inspection_round r on r.id = i.round_id join unit o on o.id = r.office_id
          join unit u on u.id = i.unit_id
      """;

  private static final String SELECT =
      """
      select i.id, i.campaign_id, i.round_id, o.path as office_path, i.unit_id, u.path, u.code, u.name, u.kind, u.tier,
          i.checklist_id, i.inspected_on, i.occasion, cast(i.answers as text), i.note, i.recorded_at, i.recorded_by,
          (select count(*) from finding f where f.inspection_id = i.id) as findings
      from\s"""
          + JOINS
          + " where ";

  private final Sql sql;
  private final Sight sight;
  private final KnownRounds rounds;
  private final Caller caller;
  private final Places places;
  private final ObjectMapper json;
  private final Clock clock;

  Inspections(
      Sql sql,
      Sight sight,
      KnownRounds rounds,
      Caller caller,
      Places places,
      ObjectMapper json,
      Clock clock) {
    this.sql = sql;
    this.sight = sight;
    this.rounds = rounds;
    this.caller = caller;
    this.places = places;
    this.json = json;
    this.clock = clock;
  }

  Inspection visible(String id) {
    var known = Ids.parse(id);
    if (known == null) {
      throw Refusal.notFound();
    }
    var statement = new Sql.Statement(SELECT);
    seen(statement, "i.id");
    statement.add(" and i.id = ?", known);
    return sql.list(Inspection.class, statement).stream()
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  /**
   * Adds the condition that the caller sees the inspection that a column names: they are looked up
   * once, from the units that the caller reads and the rounds that it works in.
   */
  void seen(Sql.Statement statement, String column) {
    statement.add(
        column + " in (select v.id from unit w join inspection v on v.unit_id = w.id where ");
    Subtree.within(statement, "w.path", sight.readable());
    statement.add(
        """
        \sunion all select v.id from inspection_round r join unit o on o.id = r.office_id
            join inspection v on v.round_id = r.id where\s""");
    rounds.isOfTheOffice(statement);
    statement.add(")");
  }

  /** Adds the filters that inspections and findings have in common. */
  void within(Sql.Statement statement, String column, String round, String unit) {
    seen(statement, column);
    statement.andEqual("i.round_id", Ids.parameter("round", round));
    if (unit != null) {
      statement.add(" and ");
      var place = places.find(unit).orElseThrow(Refusal::notFound);
      Subtree.within(statement, "u.path", List.of(new Subtree(place.path())));
    }
  }

  List<Inspection> list(InspectionQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    statement.earliestFirst("i.inspected_on", "i.id", after, fetch);
    return sql.list(Inspection.class, statement);
  }

  long count(InspectionQuery query) {
    var statement = new Sql.Statement("select 1 from " + JOINS + " where ");
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, InspectionQuery query) {
    within(statement, "i.id", query.round, query.unit);
    var occasion = Lists.oneOf("occasion", query.occasion, Occasion.class);
    statement.andEqual("i.occasion", occasion == null ? null : occasion.name());
  }

  void insert(UUID id, KnownRounds.Known round, UUID unit, RecordInspection request) {
    sql.run(
        """
        insert into inspection (id, campaign_id, round_id, unit_id, checklist_id, inspected_on, answers, note, recorded_at,
            recorded_by, occasion)
        values (?1, ?2, ?3, ?4, cast(?5 as uuid), ?6, cast(?7 as jsonb), ?8, ?9, ?10, ?11)
        """,
        id,
        round.campaign(),
        round.id(),
        unit,
        Ids.text(request.checklist()),
        request.inspectedOn(),
        written(request.answersOrNone()),
        request.note(),
        clock.instant(),
        caller.accountId(),
        request.occasionOrOnSite().name());
    var found = request.findingsOrNone();
    for (int i = 0; i < found.size(); i++) {
      insert(id, i + 1, found.get(i));
    }
  }

  private void insert(UUID inspection, int number, RecordInspection.Found found) {
    sql.run(
        """
        insert into finding (id, inspection_id, number, title, description, category, fields, severity)
        values (?1, ?2, ?3, ?4, ?5, coalesce(?6, 'OTHER'), cast(coalesce(?7, '{}') as jsonb), coalesce(?8, 'MINOR'))
        """,
        Ids.next(),
        inspection,
        number,
        found.title(),
        found.description(),
        found.category(),
        found.fields() == null ? null : written(found.fields()),
        found.severity() == null ? null : found.severity().name());
  }

  private String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  InspectionView view(Inspection inspection) {
    try {
      return new InspectionView(
          inspection.id(),
          inspection.roundId(),
          inspection.unit(),
          inspection.inspectedOn(),
          Occasion.valueOf(inspection.occasion()),
          inspection.checklistId(),
          json.readValue(inspection.answers(), new TypeReference<>() {}),
          inspection.note(),
          inspection.findings(),
          inspection.recordedAt());
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  boolean isLeadingTeam(UUID unit) {
    return sql.one(UUID.class, "select id from unit where id = ?1 and kind = 'LEADING_TEAM'", unit)
        .isPresent();
  }

  Optional<LocalDate> today(UUID campaign) {
    return sql.one(
        LocalDate.class,
        "select cast(cast(?2 as timestamptz) at time zone time_zone as date) from campaign where id = ?1",
        campaign,
        clock.instant());
  }
}
