package qingdan.finding;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Caller;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.inspection.KnownRounds;
import qingdan.problem.Sight;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The inspections of units whose work the caller reads, and those of its office and team. */
@ApplicationScoped
class Inspections {

  /** Between which days a round is inspected, where its campaign is. */
  @RegisterForReflection
  record Days(LocalDate drawnOn, LocalDate today) {}

  private static final String JOINS =
      """
      inspection i join inspection_round r on r.id = i.round_id join unit o on o.id = r.office_id
          join unit u on u.id = i.unit_id
      """;

  private static final String SELECT =
      """
      select i.id, i.campaign_id, i.round_id, o.path as office_path, i.unit_id, u.path, u.code, u.name, u.kind, u.tier,
          i.checklist_id, i.inspected_on, i.occasion, cast(i.answers as text), i.note, i.recorded_at, i.recorded_by,
          (select count(*) from finding f where f.inspection_id = i.id) as findings,
          i.withdrawn_at is not null
      from\s"""
          + JOINS
          + " where ";

  private final NewFindings findings;
  private final Sql sql;
  private final Sight sight;
  private final KnownRounds rounds;
  private final Caller caller;
  private final Places places;
  private final ObjectMapper json;
  private final Clock clock;

  Inspections(
      NewFindings findings,
      Sql sql,
      Sight sight,
      KnownRounds rounds,
      Caller caller,
      Places places,
      ObjectMapper json,
      Clock clock) {
    this.findings = findings;
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

  /** Visible, and locked for a change. */
  Inspection locked(String id) {
    sql.list(
        UUID.class, "select id from inspection where id = ?1 for no key update", Ids.parse(id));
    return visible(id);
  }

  /**
   * Adds the condition that the caller sees the inspection that a column names: they are looked up
   * once, from the units that the caller reads and the rounds that it works in.
   */
  void seen(Sql.Statement statement, String column) {
    statement.add(
        column
            + " in (select v.id from unit w join inspection v on v.unit_id = w.id and v.withdrawn_at is null where ");
    Subtree.within(statement, "w.path", sight.readable());
    statement.add(
        """
        \sunion all select v.id from inspection_round r join unit o on o.id = r.office_id
            join inspection v on v.round_id = r.id and v.withdrawn_at is null where\s""");
    rounds.isOfTheOffice(statement);
    statement.add(")");
  }

  /** Adds the filters that inspections and findings have in common. */
  void within(Sql.Statement statement, String round, String unit) {
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
    seen(statement, "i.id");
    within(statement, query.round, query.unit);
    var occasion = Lists.oneOf("occasion", query.occasion, Occasion.class);
    statement.andEqual("i.occasion", occasion == null ? null : occasion.name());
  }

  /** False where there is an inspection of that id already. */
  boolean insert(UUID id, KnownRounds.Known round, UUID unit, RecordInspection request) {
    int inserted =
        sql.run(
            """
        insert into inspection (id, campaign_id, round_id, unit_id, checklist_id, inspected_on, answers, note, recorded_at,
            recorded_by, occasion)
        values (?1, ?2, ?3, ?4, cast(?5 as uuid), ?6, cast(?7 as jsonb), ?8, ?9, ?10, ?11)
        on conflict (id) do nothing
        """,
            id,
            round.campaign(),
            round.id(),
            unit,
            Ids.text(request.checklist()),
            request.inspectedOn(),
            findings.written(request.answersOrNone()),
            request.note(),
            clock.instant(),
            caller.accountId(),
            request.occasionOrOnSite().name());
    if (inserted > 0) {
      findings.insert(FoundOn.INSPECTION, id, request.findingsOrNone());
    }
    return inserted > 0;
  }

  /** Seen by the caller or not, withdrawn or not. */
  Optional<Inspection> find(UUID id) {
    return id == null ? Optional.empty() : sql.one(Inspection.class, SELECT + "i.id = ?1", id);
  }

  /** What is found stays as it is until the transaction ends. */
  void withdraw(UUID id) {
    findings.requireWaiting(FoundOn.INSPECTION, id);
    sql.run("update inspection set withdrawn_at = ?2 where id = ?1", id, clock.instant());
  }

  /** What a phone sends again after it was offline; other content is refused. */
  void requireSame(Inspection sent, UUID round, UUID unit, RecordInspection request) {
    var isSame =
        sent.recordedBy().equals(caller.accountId())
            && !sent.withdrawn()
            && sent.roundId().equals(round)
            && sent.unitId().equals(unit)
            && sent.inspectedOn().equals(request.inspectedOn())
            && sent.occasion().equals(request.occasionOrOnSite().name())
            && Objects.equals(sent.checklistId(), request.checklist())
            && answers(sent).equals(request.answersOrNone())
            && Objects.equals(sent.note(), request.note())
            && findings.are(FoundOn.INSPECTION, sent.id(), request.findingsOrNone());
    if (!isSame) {
      throw new Refusal(ErrorCode.ID_TAKEN);
    }
  }

  private List<GivenAnswer> answers(Inspection inspection) {
    try {
      return json.readValue(inspection.answers(), new TypeReference<>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  InspectionView view(Inspection inspection) {
    return new InspectionView(
        inspection.id(),
        inspection.roundId(),
        inspection.unit(),
        inspection.inspectedOn(),
        Occasion.valueOf(inspection.occasion()),
        inspection.checklistId(),
        answers(inspection),
        inspection.note(),
        inspection.findings(),
        inspection.recordedAt());
  }

  boolean isLeadingTeam(UUID unit) {
    return sql.one(UUID.class, "select id from unit where id = ?1 and kind = 'LEADING_TEAM'", unit)
        .isPresent();
  }

  Days days(UUID round) {
    return sql.one(
            Days.class,
            """
            select cast(r.drawn_at at time zone c.time_zone as date),
                cast(cast(?2 as timestamptz) at time zone c.time_zone as date)
            from inspection_round r join campaign c on c.id = r.campaign_id where r.id = ?1
            """,
            round,
            clock.instant())
        .orElseThrow();
  }
}
