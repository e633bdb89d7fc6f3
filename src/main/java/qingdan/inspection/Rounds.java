package qingdan.inspection;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.campaign.CampaignLock;
import qingdan.obligation.Cohort;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Lock;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The rounds that the caller knows of. */
@ApplicationScoped
class Rounds {

  @RegisterForReflection
  record Member(UUID roundId, UUID accountId, String name) {}

  private static final String FROM =
      """
      from inspection_round r join campaign c on c.id = r.campaign_id join unit t on t.id = c.top_unit_id
          join unit o on o.id = r.office_id
      """;

  private static final String SELECT =
      """
      select r.id, r.version, r.campaign_id, c.status as campaign_status, t.path as top_path, r.batch_id, r.office_id,
          o.path as office_path, o.code, o.name as office_name, o.kind, o.tier, r.number, r.name, r.status, r.starts_on,
          r.ends_on, r.stratified_by, r.per_stratum, cast(r.numbers as text), array_to_string(r.kinds, ',') as kinds,
          array_to_string(r.tiers, ',') as tiers, array_to_string(r.sectors, ',') as sectors, r.set_id,
          so.path as set_owner_path, r.part_id, p.path as part_path, r.created_at, r.population, r.population_hash,
          r.secret_hash, r.commitment, r.committed_at, r.contribution, r.supplied_by, r.seed, r.drawn, r.drawn_at,
          r.started_at, r.closed_at
      """
          + FROM
          + """
              left join unit_set s on s.id = r.set_id left join unit so on so.id = s.owner_id
              left join unit p on p.id = r.part_id and p.closed_at is null
          where\s""";

  private final Sql sql;
  private final Office office;
  private final ObjectMapper json;
  private final Clock clock;

  Rounds(Sql sql, Office office, ObjectMapper json, Clock clock) {
    this.sql = sql;
    this.office = office;
    this.json = json;
    this.clock = clock;
  }

  Round visible(String id) {
    return find(Ids.parse(id)).filter(office::knows).orElseThrow(Refusal::notFound);
  }

  /** Visible, and locked for a change; what is read is what the winner of a race left. */
  Round locked(String id) {
    var known = Ids.parse(id);
    if (known != null) {
      sql.one(String.class, CampaignLock.SHARED_BY.formatted("inspection_round"), known);
      sql.list(
          UUID.class,
          "select r.id from inspection_round r join campaign c on c.id = r.campaign_id where r.id = ?1 for no key update of r for share of c",
          known);
    }
    return visible(id);
  }

  private Optional<Round> find(UUID id) {
    return id == null ? Optional.empty() : sql.one(Round.class, SELECT + "r.id = ?1", id);
  }

  List<Round> list(RoundQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    statement.earliestFirst("r.starts_on", "r.id", after, fetch);
    return sql.list(Round.class, statement);
  }

  long count(RoundQuery query) {
    var statement = new Sql.Statement("select 1 " + FROM + " where ");
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, RoundQuery query) {
    office.knows(statement);
    var status = Lists.oneOf("status", query.status, RoundStatus.class);
    statement
        .andEqual("r.campaign_id", Ids.parameter("campaign", query.campaign))
        .andEqual("r.batch_id", Ids.parameter("batch", query.batch))
        .andEqual("r.office_id", Ids.parameter("office", query.office))
        .andEqual("r.status", status == null ? null : status.name());
  }

  /** Their views, with the teams of all read at once. */
  List<RoundView> views(List<Round> rounds) {
    Map<UUID, List<TeamMember>> teams =
        sql
            .list(
                Member.class,
                """
                select m.round_id, a.id, a.display_name from round_member m join account a on a.id = m.account_id
                where m.round_id = any(?1) order by m.round_id, a.id
                """,
                (Object) rounds.stream().map(Round::id).toArray(UUID[]::new))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Member::roundId,
                    Collectors.mapping(
                        row -> new TeamMember(row.accountId(), row.name()), Collectors.toList())));
    return rounds.stream()
        .map(
            round -> RoundView.of(round, numbers(round), teams.getOrDefault(round.id(), List.of())))
        .toList();
  }

  RoundView view(Round round) {
    return views(List.of(round)).get(0);
  }

  RoundPatch fields(Round round) {
    var view = view(round);
    return new RoundPatch(
        round.name(),
        round.startsOn(),
        round.endsOn(),
        round.rule(),
        round.stratifiedBy(),
        round.perStratum(),
        view.numbers(),
        view.team().stream().map(TeamMember::account).toList());
  }

  List<StratumNumber> numbers(Round round) {
    try {
      return json.readValue(round.numbers(), new TypeReference<>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  void insert(
      UUID id,
      UUID campaign,
      UUID batch,
      UUID officeId,
      RoundPatch fields,
      Cohort cohort,
      UUID part) {
    Instant now = clock.instant();
    sql.run(
        """
        insert into inspection_round (id, campaign_id, batch_id, office_id, name, starts_on, ends_on, stratified_by,
            per_stratum, numbers, kinds, tiers, sectors, set_id, part_id, created_at, created_by)
        values (?1, ?2, cast(?3 as uuid), ?4, ?5, ?6, ?7, ?8, ?9, cast(?10 as jsonb), string_to_array(?11, ','),
            string_to_array(?12, ','), string_to_array(?13, ','), cast(?14 as uuid), cast(?15 as uuid), ?16, ?17)
        """,
        id,
        campaign,
        Ids.text(batch),
        officeId,
        fields.name(),
        fields.startsOn(),
        fields.endsOn(),
        fields.stratifiedBy().name(),
        fields.perStratum(),
        written(fields.numbers()),
        line(cohort.kinds()),
        line(cohort.tiers()),
        line(cohort.sectors()),
        Ids.text(cohort.set()),
        Ids.text(part),
        now,
        office.account());
    join(id, fields.team());
  }

  void update(UUID id, RoundPatch fields, Cohort cohort, UUID part) {
    sql.run(
        """
        update inspection_round set version = version + 1, name = ?2, starts_on = ?3, ends_on = ?4, stratified_by = ?5,
            per_stratum = ?6, numbers = cast(?7 as jsonb), kinds = string_to_array(?8, ','),
            tiers = string_to_array(?9, ','), sectors = string_to_array(?10, ','), set_id = cast(?11 as uuid),
            part_id = cast(?12 as uuid)
        where id = ?1
        """,
        id,
        fields.name(),
        fields.startsOn(),
        fields.endsOn(),
        fields.stratifiedBy().name(),
        fields.perStratum(),
        written(fields.numbers()),
        line(cohort.kinds()),
        line(cohort.tiers()),
        line(cohort.sectors()),
        Ids.text(cohort.set()),
        Ids.text(part));
    sql.run("delete from round_member where round_id = ?1", id);
    join(id, fields.team());
  }

  /** Before it is committed to nothing else is kept of it. */
  void delete(UUID id) {
    sql.run("delete from round_member where round_id = ?1", id);
    sql.run("delete from inspection_round where id = ?1", id);
  }

  private void join(UUID round, List<UUID> team) {
    sql.run(
        "insert into round_member (round_id, account_id) select distinct cast(?1 as uuid), unnest(?2)",
        round,
        team.toArray(UUID[]::new));
  }

  /** Gives the next number of the campaign. */
  void start(Round round) {
    sql.lock(Lock.ROUNDS, round.campaignId().toString());
    sql.run(
        """
        update inspection_round set version = version + 1, status = 'STARTED', started_at = ?2, number = (
            select coalesce(max(n.number), 0) + 1 from inspection_round n where n.campaign_id = ?3)
        where id = ?1
        """,
        round.id(),
        clock.instant(),
        round.campaignId());
  }

  void close(Round round) {
    sql.run(
        "update inspection_round set version = version + 1, status = 'CLOSED', closed_at = ?2 where id = ?1",
        round.id(),
        clock.instant());
  }

  private String written(List<StratumNumber> numbers) {
    try {
      return json.writeValueAsString(numbers);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  private static String line(List<String> words) {
    return words == null ? null : String.join(",", words);
  }
}
