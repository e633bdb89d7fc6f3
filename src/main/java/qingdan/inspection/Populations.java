package qingdan.inspection;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.campaign.Batches;
import qingdan.campaign.Campaign;
import qingdan.campaign.Campaigns;
import qingdan.obligation.Cohort;
import qingdan.obligation.CohortRule;
import qingdan.obligation.Cohorts;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** What rounds draw from: units below the drawing office, by the rule that milestones have too. */
@ApplicationScoped
class Populations {

  /** Hashed and drawn from within one request. */
  static final int MOST_UNITS = 100_000;

  static final int MOST_STRATA = 1000;
  static final int MOST_DRAWN = 2000;

  /** Where a round draws, and who. */
  record Prepared(Place office, Cohort cohort, UUID part) {}

  record Ruled(Cohort cohort, UUID part) {}

  @RegisterForReflection
  record Stratum(String stratum, int units, int number) {}

  @RegisterForReflection
  record Row(UUID unit, String code, String stratum) {

    RandomDraw.Member member() {
      return new RandomDraw.Member(unit, code, stratum);
    }
  }

  private final Sql sql;
  private final Campaigns campaigns;
  private final Batches batches;
  private final Places places;
  private final Cohorts cohorts;
  private final Office office;

  Populations(
      Sql sql,
      Campaigns campaigns,
      Batches batches,
      Places places,
      Cohorts cohorts,
      Office office) {
    this.sql = sql;
    this.campaigns = campaigns;
    this.batches = batches;
    this.places = places;
    this.cohorts = cohorts;
    this.office = office;
  }

  Prepared prepare(CreateRound request) {
    var drawing = places.named("/office", request.office());
    var campaign = campaign(request.campaign());
    office.requireDrawer(drawing.path());
    if (!campaign.topPath().startsWith(drawing.path())
        && !drawing.path().startsWith(campaign.topPath())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/office", "outside-campaign");
    }
    campaign.requireNotClosed();
    if (drawing.closed()) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, request.office()).at("/office", "closed-unit");
    }
    if (request.batch() != null
        && !campaign.id().equals(batches.named("/batch", request.batch()).campaignId())) {
      throw Refusal.unknownReference("/batch");
    }
    var ruled = ruled(campaign, request.batch(), request.fields().rule());
    return new Prepared(drawing, ruled.cohort(), ruled.part());
  }

  Ruled ruled(UUID campaign, UUID batch, CohortRule rule) {
    return ruled(campaigns.visible(campaign.toString()), batch, rule);
  }

  private Ruled ruled(Campaign campaign, UUID batch, CohortRule rule) {
    var part = cohorts.part(campaign, rule);
    return new Ruled(cohorts.of(campaign, batch, rule, part), part == null ? null : part.id());
  }

  private Campaign campaign(UUID id) {
    try {
      return campaigns.kept(id.toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference("/campaign");
    }
  }

  /** Writes down who may be drawn, today; the office does not draw itself. */
  List<RandomDraw.Member> fix(Round round) {
    if (!round.hasSet()) {
      throw unfit().at("/rule/set", "unknown-reference");
    }
    if (!round.hasPart()) {
      throw unfit().at("/rule/unit", "closed-unit");
    }
    var statement =
        new Sql.Statement(
            "insert into round_population (round_id, unit_id, code, stratum) select ?, u.id, u.code, "
                + round.stratifiedBy().column()
                + " from unit u where ",
            round.id());
    round.cohort().where(statement);
    statement.add(" and u.id <> ? limit ?", round.officeId(), MOST_UNITS + 1);
    if (sql.run(statement.text(), statement.parameters()) > MOST_UNITS) {
      throw unfit().at("/rule", "most", MOST_UNITS);
    }
    return members(round);
  }

  List<RandomDraw.Member> members(Round round) {
    return sql
        .list(
            Row.class,
            "select unit_id, code, stratum from round_population where round_id = ?1 order by unit_id",
            round.id())
        .stream()
        .map(Row::member)
        .toList();
  }

  /** How many of each stratum; what is asked of a stratum without units is a mistake. */
  SortedMap<String, Integer> fixNumbers(
      Round round, List<RandomDraw.Member> members, List<StratumNumber> numbers) {
    var sizes = new TreeMap<String, Integer>();
    members.forEach(member -> sizes.merge(member.stratum(), 1, Integer::sum));
    var drawn = new TreeMap<String, Integer>();
    sizes.forEach((stratum, size) -> drawn.put(stratum, Math.min(size, round.perStratum())));
    var empty = unfit();
    for (int i = 0; i < numbers.size(); i++) {
      var stratum = numbers.get(i).stratum();
      if (sizes.containsKey(stratum)) {
        drawn.put(stratum, Math.min(sizes.get(stratum), numbers.get(i).number()));
      } else {
        empty.at("/numbers/" + i + "/stratum", "empty-stratum");
      }
    }
    if (!empty.faults().isEmpty()) {
      throw empty;
    }
    requireBounds(drawn);
    sql.run(
        """
        insert into round_stratum (round_id, stratum, units, number)
        select cast(?1 as uuid), s.stratum, s.units, s.number
        from unnest(?2, ?3, ?4) as s(stratum, units, number)
        """,
        round.id(),
        sizes.keySet().toArray(String[]::new),
        sizes.values().toArray(Integer[]::new),
        drawn.values().toArray(Integer[]::new));
    return drawn;
  }

  private static Refusal unfit() {
    return new Refusal(ErrorCode.POPULATION_UNFIT);
  }

  private static void requireBounds(SortedMap<String, Integer> drawn) {
    int all = drawn.values().stream().mapToInt(Integer::intValue).sum();
    if (all == 0) {
      throw unfit().at("/perStratum", "empty-population");
    }
    if (all > MOST_DRAWN) {
      throw unfit().at("/perStratum", "most", MOST_DRAWN);
    }
    if (drawn.size() > MOST_STRATA) {
      throw unfit().at("/stratifiedBy", "most", MOST_STRATA);
    }
  }

  List<Stratum> strata(Round round) {
    return sql.list(
        Stratum.class,
        "select stratum, units, number from round_stratum where round_id = ?1 order by stratum",
        round.id());
  }
}
