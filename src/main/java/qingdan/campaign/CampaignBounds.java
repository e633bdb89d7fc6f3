package qingdan.campaign;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/**
 * What a unit has in a campaign that goes on stays in its tree: no successor elsewhere takes it.
 */
@ApplicationScoped
public class CampaignBounds {

  private static final String LEFT =
      """
      select exists (
          select from campaign c join unit t on t.id = c.top_unit_id
          where c.status <> 'CLOSED' and starts_with(?2, t.path) and not starts_with(?3, t.path) and c.id in (%s))
      """;

  private final Sql sql;

  CampaignBounds(Sql sql) {
    this.sql = sql;
  }

  /**
   * For when the successor runs the campaigns of the unit already: 409 where it would take
   * something out of another.
   *
   * @param campaigns in SQL, those in which it would take something from the unit, {@code ?1}
   * @param more what they are found by from {@code ?4} on
   */
  public void require(UnitEnded ended, String campaigns, Object... more) {
    var parameters = new Object[3 + more.length];
    parameters[0] = ended.unit();
    parameters[1] = ended.path();
    parameters[2] = ended.successorPath();
    System.arraycopy(more, 0, parameters, 3, more.length);
    if (sql.one(Boolean.class, LEFT.formatted(campaigns), parameters).orElseThrow()) {
      throw new Refusal(ErrorCode.SUCCESSOR_OUTSIDE_CAMPAIGN);
    }
  }
}
