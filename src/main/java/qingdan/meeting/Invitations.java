package qingdan.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Places;
import qingdan.campaign.Campaigns;
import qingdan.change.HandOver;
import qingdan.guidance.GuidanceGroups;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Directory;
import qingdan.unit.UnitEnded;

/** Who takes part in meetings. */
@ApplicationScoped
class Invitations {

  /** With the series of offices that close. */
  private static final int AFTER_BULLETINS = 2950;

  /** To what somebody is invited. */
  enum To {
    MEETING("meeting", "meeting", "m.status = 'PLANNED'"),
    SERIES(
        "series",
        "meeting_series",
        "m.campaign_id = any(array(select id from campaign where status <> 'CLOSED'))");

    private final String name;
    private final String table;
    private final String goesOn;

    To(String name, String table, String goesOn) {
      this.name = name;
      this.table = table;
      this.goesOn = goesOn;
    }

    /** SQL for the table of its participants, their column for it, and its own table. */
    private String in(String statement) {
      return statement.formatted(name + "_participant", name + "_id", table);
    }

    /** In SQL, that a unit is a participant p of one, m, that goes on. */
    private String unfinished() {
      return in("p.unit_id = ?1 and m.id = p.%2$s and ") + goesOn;
    }
  }

  @RegisterForReflection
  record Part(UUID of, UUID unit, UUID group, String groupName, String name, String office) {}

  private final Sql sql;
  private final HandOver handOver;
  private final Places places;
  private final Campaigns campaigns;
  private final GuidanceGroups groups;
  private final Directory directory;

  Invitations(
      Sql sql,
      HandOver handOver,
      Places places,
      Campaigns campaigns,
      GuidanceGroups groups,
      Directory directory) {
    this.sql = sql;
    this.handOver = handOver;
    this.places = places;
    this.campaigns = campaigns;
    this.groups = groups;
    this.directory = directory;
  }

  /** Of all at once, by the ids of the meetings or series; those of nobody are left out. */
  Map<UUID, List<MeetingView.Attendance>> shown(To to, List<UUID> ids) {
    var parts = parts(to, ids);
    var units = directory.of(parts.stream().map(Part::unit).filter(Objects::nonNull).toList());
    return parts.stream()
        .collect(
            Collectors.groupingBy(
                Part::of,
                Collectors.mapping(
                    part ->
                        new MeetingView.Attendance(
                            part.unit() == null ? null : units.get(part.unit()),
                            part.group(),
                            part.group() == null ? part.name() : part.groupName(),
                            part.office()),
                    Collectors.toList())));
  }

  List<Participant> of(To to, UUID id) {
    return parts(to, List.of(id)).stream()
        .map(
            part ->
                new Participant(Ids.text(part.unit()), part.group(), part.name(), part.office()))
        .toList();
  }

  private List<Part> parts(To to, List<UUID> ids) {
    return sql.list(
        Part.class,
        to.in(
            """
            select p.%2$s, p.unit_id, p.group_id, g.name as group_name, p.name, p.office
            from %1$s p left join guidance_group g on g.id = p.group_id
            where p.%2$s = any(?1) order by p.%2$s, p.position
            """),
        (Object) ids.toArray(UUID[]::new));
  }

  /** These, and no others. */
  void invite(To to, UUID id, List<Participant> participants) {
    sql.run(to.in("delete from %1$s where %2$s = ?1"), id);
    for (int i = 0; i < participants.size(); i++) {
      var participant = participants.get(i);
      sql.run(
          to.in(
              """
              insert into %1$s (%2$s, position, unit_id, group_id, name, office)
              values (?1, ?2, cast(?3 as uuid), cast(?4 as uuid), ?5, ?6)
              """),
          id,
          i,
          participant.unit(),
          Ids.text(participant.group()),
          participant.name(),
          participant.office());
    }
  }

  /** Whoever takes part in every meeting of the series, but for units that have closed. */
  void inviteAsEver(UUID meeting, UUID series) {
    sql.run(
        """
        insert into meeting_participant (meeting_id, position, unit_id, group_id, name, office)
        select cast(?1 as uuid), p.position, p.unit_id, p.group_id, p.name, p.office
        from series_participant p left join unit u on u.id = p.unit_id
        where p.series_id = ?2 and u.closed_at is null
        """,
        meeting,
        series);
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

  /** Who was there stays; to what is planned the successor comes, and ever after, once. */
  void handOver(@Observes @Priority(AFTER_BULLETINS) UnitEnded ended) {
    if (ended.successor() == null) {
      return;
    }
    take(ended, To.SERIES, "meetingSeries", "meeting-series");
    take(ended, To.MEETING, "meeting", "meeting");
  }

  /** Whoever comes already comes once: the delete is of those. */
  private void take(UnitEnded ended, To to, String entity, String fact) {
    sql.run(
        to.in("update %3$s m set version = m.version + 1 from %1$s p where ") + to.unfinished(),
        ended.unit());
    for (var statement :
        List.of(
            "delete from %1$s p using %1$s o, %3$s m where o.%2$s = p.%2$s and o.unit_id = ?2 and ",
            "update %1$s p set unit_id = ?2 from %3$s m where ")) {
      handOver.take(
          new HandOver.Taken(
              entity,
              fact + ".participant-handed-over",
              "participant",
              to.in(statement) + to.unfinished(),
              "m.id"),
          ended.unit(),
          ended.successor(),
          ended.successorPath());
    }
  }
}
