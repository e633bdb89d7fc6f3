package qingdan.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import qingdan.access.Places;
import qingdan.campaign.Campaigns;
import qingdan.guidance.GuidanceGroups;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.UnitEnded;

/** Who takes part in meetings. */
@ApplicationScoped
class Invitations {

  /** With the series of offices that close. */
  private static final int AFTER_BULLETINS = 2950;

  private final Sql sql;
  private final Places places;
  private final Campaigns campaigns;
  private final GuidanceGroups groups;

  Invitations(Sql sql, Places places, Campaigns campaigns, GuidanceGroups groups) {
    this.sql = sql;
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

  /** Who was there stays; to what is planned the successor comes, once. */
  void handOver(@Observes @Priority(AFTER_BULLETINS) UnitEnded ended) {
    if (ended.successor() == null) {
      return;
    }
    sql.run(
        """
        update meeting m set version = m.version + 1 from meeting_participant p
        where p.unit_id = ?1 and m.id = p.meeting_id and m.status = 'PLANNED'
        """,
        ended.unit());
    sql.run(
        """
        delete from meeting_participant p using meeting_participant o, meeting m
        where p.unit_id = ?1 and o.meeting_id = p.meeting_id and o.unit_id = ?2 and m.id = p.meeting_id
            and m.status = 'PLANNED'
        """,
        ended.unit(),
        ended.successor());
    sql.run(
        """
        update meeting_participant p set unit_id = ?2 from meeting m
        where p.unit_id = ?1 and m.id = p.meeting_id and m.status = 'PLANNED'
        """,
        ended.unit(),
        ended.successor());
  }
}
