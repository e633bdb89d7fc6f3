package qingdan.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Places;
import qingdan.campaign.Campaigns;
import qingdan.guidance.GuidanceGroups;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/** Who may be named as taking part. */
@ApplicationScoped
class Invitations {

  private final Places places;
  private final Campaigns campaigns;
  private final GuidanceGroups groups;

  Invitations(Places places, Campaigns campaigns, GuidanceGroups groups) {
    this.places = places;
    this.campaigns = campaigns;
    this.groups = groups;
  }

  /** The same, with units by their ids. */
  List<Participant> checked(MeetingSeries series, List<Participant> named) {
    var subtree = campaigns.visible(series.campaignId().toString()).subtree();
    var checked = new ArrayList<Participant>();
    for (int i = 0; i < named.size(); i++) {
      var participant = named.get(i);
      var pointer = "/participants/" + i;
      if (Stream.of(participant.unit(), participant.group(), participant.name())
              .filter(part -> part != null)
              .count()
          != 1) {
        throw new Refusal(ErrorCode.RULE_BROKEN)
            .at(pointer, "one-of-three", "unit", "group", "name");
      }
      if (participant.unit() != null) {
        var unit =
            places
                .find(participant.unit())
                .orElseThrow(() -> Refusal.unknownReference(pointer + "/unit"));
        if (!subtree.contains(unit.path())) {
          throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer + "/unit", "outside-campaign");
        }
        participant = new Participant(unit.id().toString(), null, null, participant.office());
      }
      if (participant.group() != null
          && !groups
              .named(pointer + "/group", participant.group())
              .campaignId()
              .equals(series.campaignId())) {
        throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer + "/group", "of-another-campaign");
      }
      checked.add(participant);
    }
    return checked;
  }
}
