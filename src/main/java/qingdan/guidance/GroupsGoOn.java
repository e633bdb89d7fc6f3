package qingdan.guidance;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.campaign.BatchEnd;
import qingdan.campaign.GoesOn;
import qingdan.campaign.Terms;
import qingdan.change.ChangeLog;
import qingdan.shared.Sql;

/** Groups guide on with the next batch, with their units, and their members stay in them. */
@ApplicationScoped
class GroupsGoOn implements GoesOn {

  private static final Terms.Kind GROUPS =
      new Terms.Kind(
          "guidanceGroups",
          "guidance_group",
          "guidanceGroup",
          "guidance-group.prolonged",
          "array[(select path from unit where id = t.base_id)]");

  /** In groups that are not over by then. */
  private static final String MEMBERS =
      """
       from guidance_member m join guidance_group g on g.id = m.group_id
      where g.campaign_id = ?1 and m.removed_at is null
      """;

  private final Sql sql;
  private final Terms terms;
  private final ChangeLog changes;
  private final Clock clock;

  GroupsGoOn(Sql sql, Terms terms, ChangeLog changes, Clock clock) {
    this.sql = sql;
    this.terms = terms;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public Map<String, Long> foreseen(BatchEnd end) {
    var counts = new TreeMap<>(terms.foreseen(GROUPS, end));
    var until = end.prolongs() ? end.endsOn().toString() : null;
    counts.put(
        "guidanceMembers",
        sql.one(
                Long.class,
                "select count(*)"
                    + MEMBERS
                    + """
                    and (coalesce(g.ends_on, 'infinity') >= ?2 or g.ends_on = cast(?3 as date))
                    and (coalesce(m.ends_on, 'infinity') >= ?2 or m.ends_on = cast(?3 as date))
                    """,
                end.campaign(),
                end.day(),
                until)
            .orElseThrow());
    counts.put(
        "guidanceMembers.prolonged",
        sql.one(
                Long.class,
                "select count(*)" + MEMBERS + " and m.ends_on = cast(?2 as date)",
                end.campaign(),
                until)
            .orElseThrow());
    return counts;
  }

  @Override
  public void prolong(BatchEnd end) {
    terms.prolong(GROUPS, end);
    if (end.prolongs()) {
      prolongMembers(end, end.endsOn().toString(), end.nextEndsOn());
    }
  }

  private void prolongMembers(BatchEnd end, String endsOn, LocalDate next) {
    var until = next == null ? null : next.toString();
    changes.writeAll(
        """
        select cast(?4 as timestamptz), 'guidanceGroup', g.id, 'guidance-group.member-prolonged',
            array[(select path from unit where id = g.base_id)],
            jsonb_build_object('account', m.account_id, 'endsOn', m.ends_on),
            jsonb_build_object('account', m.account_id, 'endsOn', cast(?3 as date)), cast(?5 as uuid), ?6
        """
            + MEMBERS.replace("?1", "cast(?1 as uuid)")
            + " and m.ends_on = cast(?2 as date)",
        end.campaign(),
        endsOn,
        until,
        clock.instant(),
        end.account(),
        end.requestId());
    sql.run(
        """
        update guidance_member m set ends_on = cast(?3 as date) from guidance_group g
        where g.id = m.group_id and g.campaign_id = ?1 and m.removed_at is null and m.ends_on = cast(?2 as date)
        """,
        end.campaign(),
        endsOn,
        until);
  }
}
