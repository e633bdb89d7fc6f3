package qingdan.campaign;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/**
 * Units that are named to lead a task. Whoever sets the task need not see them: the directory tells
 * of every unit as much as a reference needs.
 */
@ApplicationScoped
class LeadUnits {

  private static final String POINTER = "/leadUnit";

  private final Places places;

  LeadUnits(Places places) {
    this.places = places;
  }

  /** The open unit of the campaign's tree that the reference names; null for null. */
  Place named(Campaign campaign, String reference) {
    if (reference == null) {
      return null;
    }
    var unit = places.find(reference).orElseThrow(() -> Refusal.unknownReference(POINTER));
    if (!campaign.subtree().contains(unit.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(POINTER, "outside-campaign");
    }
    if (unit.closed()) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, reference);
    }
    return unit;
  }
}
