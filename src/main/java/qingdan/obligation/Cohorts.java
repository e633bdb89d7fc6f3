package qingdan.obligation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.campaign.Campaign;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.UnitKind;

/** Which units a rule means that the caller names. */
@ApplicationScoped
public class Cohorts {

  @RegisterForReflection
  record Counted(String kind, long units) {}

  private final Sql sql;
  private final Places places;
  private final Caller caller;

  Cohorts(Sql sql, Places places, Caller caller) {
    this.sql = sql;
    this.places = places;
    this.caller = caller;
  }

  /** The unit of the rule; null where it names none. */
  public Place part(Campaign campaign, CohortRule rule) {
    if (rule.unit() == null) {
      return null;
    }
    var part = places.named("/rule/unit", rule.unit());
    if (!campaign.subtree().contains(part.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/rule/unit", "outside-campaign");
    }
    if (part.closed()) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, part.id()).at("/rule/unit", "closed-unit");
    }
    return part;
  }

  public Cohort of(Campaign campaign, UUID batch, CohortRule rule, Place part) {
    var within = new ArrayList<>(List.of(campaign.subtree()));
    if (part != null) {
      within.add(new Subtree(part.path()));
    }
    if (rule.set() != null) {
      within.add(ownerOf(rule.set()));
    }
    return new Cohort(
        batch, within, names(rule.kinds()), names(rule.tiers()), names(rule.sectors()), rule.set());
  }

  private static List<String> names(List<? extends Enum<?>> values) {
    return values == null
        ? null
        : values.stream().<String>map(Enum::name).distinct().sorted().toList();
  }

  /** A unit that stands outside the owner's subtree is no member of the set. */
  private Subtree ownerOf(UUID set) {
    return sql.one(
            String.class,
            "select o.path from unit_set s join unit o on o.id = s.owner_id where s.id = ?1",
            set)
        .filter(caller::sees)
        .map(Subtree::new)
        .orElseThrow(() -> Refusal.unknownReference("/rule/set"));
  }

  public CohortView foresee(Cohort cohort) {
    var statement = new Sql.Statement("select u.kind, count(*) from unit u where ");
    cohort.where(statement);
    statement.add(" group by u.kind order by u.kind collate \"C\"");
    return CohortView.of(
        sql.list(Counted.class, statement).stream()
            .map(row -> new CohortView.OfKind(UnitKind.valueOf(row.kind()), row.units()))
            .toList());
  }
}
