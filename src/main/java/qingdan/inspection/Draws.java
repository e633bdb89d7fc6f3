package qingdan.inspection;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Commits, draws, and shows both. The secret is read here alone, and before the draw by nobody. */
@ApplicationScoped
class Draws {

  private static final int SECRET_BYTES = 32;

  @RegisterForReflection
  record Entry(UUID unit, String code, String stratum, String ticket) {

    List<String> key() {
      return List.of(unit.toString());
    }
  }

  private final Sql sql;
  private final Populations populations;
  private final Rounds rounds;
  private final Clock clock;

  Draws(Sql sql, Populations populations, Rounds rounds, Clock clock) {
    this.sql = sql;
    this.populations = populations;
    this.rounds = rounds;
    this.clock = clock;
  }

  /** Fixes the population and a secret; from here on the result hangs on the contribution alone. */
  void commit(Round round) {
    if (sql.one(
            UUID.class,
            """
            select id from inspection_round
            where campaign_id = ?1 and office_id = ?2 and status in ('COMMITTED', 'DRAWN')
            """,
            round.campaignId(),
            round.officeId())
        .isPresent()) {
      throw new Refusal(ErrorCode.DRAW_WAITING);
    }
    var members = populations.fix(round);
    var numbers = populations.fixNumbers(round, members, rounds.numbers(round));
    var secret = secret();
    var populationHash = RandomDraw.populationHash(members);
    var secretHash = RandomDraw.secretHash(secret);
    sql.run("insert into round_secret (round_id, secret) values (?1, ?2)", round.id(), secret);
    sql.run(
        """
        update inspection_round set version = version + 1, status = 'COMMITTED', population = ?2, population_hash = ?3,
            secret_hash = ?4, commitment = ?5, committed_at = ?6
        where id = ?1
        """,
        round.id(),
        members.size(),
        populationHash,
        secretHash,
        RandomDraw.commitment(round.id(), populationHash, secretHash, numbers),
        clock.instant());
  }

  private static String secret() {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return RandomDraw.hex(bytes);
  }

  void draw(Round round, ContributeToDraw contribution) {
    var seed =
        RandomDraw.seed(round.populationHash(), secretOf(round), contribution.contribution());
    var drawn = RandomDraw.draw(seed, populations.members(round), numbers(round));
    sql.run(
        """
        update round_population p set ticket = d.ticket from unnest(?2, ?3) as d(unit_id, ticket)
        where p.round_id = ?1 and p.unit_id = d.unit_id
        """,
        round.id(),
        drawn.stream().map(it -> it.member().unit()).toArray(UUID[]::new),
        drawn.stream().map(RandomDraw.Drawn::ticket).toArray(String[]::new));
    sql.run(
        """
        update inspection_round set version = version + 1, status = 'DRAWN', contribution = ?2, supplied_by = ?3, seed = ?4,
            drawn = ?5, drawn_at = ?6
        where id = ?1
        """,
        round.id(),
        contribution.contribution(),
        contribution.suppliedBy(),
        seed,
        drawn.size(),
        clock.instant());
  }

  private String secretOf(Round round) {
    return sql.one(String.class, "select secret from round_secret where round_id = ?1", round.id())
        .orElseThrow();
  }

  private SortedMap<String, Integer> numbers(Round round) {
    var numbers = new TreeMap<String, Integer>();
    populations.strata(round).forEach(row -> numbers.put(row.stratum(), row.number()));
    return numbers;
  }

  DrawView view(Round round) {
    return DrawView.of(
        round,
        round.drawnAt() == null ? null : secretOf(round),
        populations.strata(round).stream()
            .map(row -> new DrawView.Stratum(row.stratum(), row.units(), row.number()))
            .toList());
  }

  List<Entry> list(Round round, PopulationQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement("select unit_id, code, stratum, ticket");
    where(statement, round, query);
    if (after != null) {
      statement.add(" and unit_id > ?", UUID.fromString(after.get(0)));
    }
    statement.add(" order by unit_id limit ?", fetch);
    return sql.list(Entry.class, statement);
  }

  long count(Round round, PopulationQuery query) {
    var statement = new Sql.Statement("select count(*)");
    where(statement, round, query);
    return sql.list(Long.class, statement).get(0);
  }

  private static void where(Sql.Statement statement, Round round, PopulationQuery query) {
    statement.add(" from round_population where round_id = ?", round.id());
    statement.andEqual("stratum", query.stratum);
    var drawn = query.drawn();
    if (drawn != null) {
      statement.add(drawn ? " and ticket is not null" : " and ticket is null");
    }
  }

  /** The paths of the units that were drawn, to tell them of it. */
  List<String> drawnPaths(Round round) {
    return sql.list(
        String.class,
        """
        select u.path from round_population p join unit u on u.id = p.unit_id
        where p.round_id = ?1 and p.ticket is not null order by u.path
        """,
        round.id());
  }

  /** Everything anew, from the rows as they stand now. */
  VerificationView verify(Round round) {
    var members = populations.members(round);
    var numbers = numbers(round);
    var secret = secretOf(round);
    var population = RandomDraw.populationHash(members);
    var secretHash = RandomDraw.secretHash(secret);
    var seed = RandomDraw.seed(population, secret, round.contribution());
    return VerificationView.of(
        List.of(
            check("POPULATION", round.populationHash(), population),
            check("SECRET", round.secretHash(), secretHash),
            check(
                "COMMITMENT",
                round.commitment(),
                RandomDraw.commitment(round.id(), population, secretHash, numbers)),
            check("SEED", round.seed(), seed),
            check("UNITS", drawnLines(round), lines(RandomDraw.draw(seed, members, numbers)))));
  }

  private static VerificationView.Check check(String what, String published, String recomputed) {
    return new VerificationView.Check(
        VerificationView.What.valueOf(what), published.equals(recomputed), published, recomputed);
  }

  /** One hash for which units were drawn by which tickets. */
  private String drawnLines(Round round) {
    return digest(
        sql
            .list(
                Entry.class,
                """
                select unit_id, code, stratum, ticket from round_population
                where round_id = ?1 and ticket is not null
                """,
                round.id())
            .stream()
            .map(entry -> entry.unit() + "\t" + entry.ticket() + "\n"));
  }

  private static String lines(List<RandomDraw.Drawn> drawn) {
    return digest(drawn.stream().map(it -> it.member().unit() + "\t" + it.ticket() + "\n"));
  }

  private static String digest(java.util.stream.Stream<String> lines) {
    return RandomDraw.hash(lines.sorted().collect(java.util.stream.Collectors.joining()));
  }
}
