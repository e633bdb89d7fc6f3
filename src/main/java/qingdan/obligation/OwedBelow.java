package qingdan.obligation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Sql;

/** What a unit and all below it owe by a day, by kind: from the books, not from what is owed. */
@ApplicationScoped
public class OwedBelow {

  @Schema(name = "OwedOfKind", description = "What the units of a subtree owe by a day of a kind.")
  @RegisterForReflection
  public record OfKind(
      @Schema(description = "What it is.", required = true) ObligationKind kind,
      @Schema(
              description = "How much they owe or owed; each day of a series of meetings counts.",
              examples = "16",
              required = true)
          long expected,
      @Schema(description = "Of it, done.", examples = "15", required = true) long done,
      @Schema(description = "Of it, not done.", examples = "1", required = true) long missing) {}

  @RegisterForReflection
  public record Owing(UUID id, String kind) {}

  private record Sum(long expected, long done) {

    Sum plus(long moreExpected, long moreDone) {
      return new Sum(expected + moreExpected, done + moreDone);
    }
  }

  private final Sql sql;
  private final Coverage coverage;

  OwedBelow(Sql sql, Coverage coverage) {
    this.sql = sql;
    this.coverage = coverage;
  }

  /**
   * What a unit and all below it owe of these at the end of a day, in the order of the kinds; those
   * of which nothing is owed are left out.
   */
  public List<OfKind> of(
      List<Owing> subjects, UUID unit, UUID campaign, LocalDate day, ZoneId zone) {
    var counts = coverage.of(campaign, subjects.stream().map(Owing::id).toList(), unit, day, zone);
    var sums = new EnumMap<ObligationKind, Sum>(ObligationKind.class);
    for (var subject : subjects) {
      var of = counts.get(subject.id());
      if (of != null) {
        add(sums, ObligationKind.valueOf(subject.kind()), of);
      }
    }
    return sums.entrySet().stream()
        .filter(sum -> sum.getValue().expected() > 0)
        .map(
            sum ->
                new OfKind(
                    sum.getKey(),
                    sum.getValue().expected(),
                    sum.getValue().done(),
                    sum.getValue().expected() - sum.getValue().done()))
        .toList();
  }

  /** A bulletin is owed twice, as received and as answered; its answers have amounts. */
  private static void add(
      EnumMap<ObligationKind, Sum> sums, ObligationKind kind, CoverageCounts of) {
    var none = new Sum(0, 0);
    if (kind != ObligationKind.BULLETIN) {
      sums.put(kind, sums.getOrDefault(kind, none).plus(of.expected(), of.done()));
      return;
    }
    sums.put(
        kind,
        sums.getOrDefault(kind, none)
            .plus(of.expected() - of.expectedAmount(), of.done() - of.doneAmount()));
    sums.put(
        ObligationKind.ANSWER,
        sums.getOrDefault(ObligationKind.ANSWER, none).plus(of.expectedAmount(), of.doneAmount()));
  }

  /**
   * What goes on, of whoever stands above the unit or below it. What leaders plan to visit is
   * counted by campaign.
   */
  public List<Owing> subjects(String path, UUID campaign) {
    return sql.list(
        Owing.class,
        """
        with told as (
            select id, case kind when 'PRESCRIBED_ACTION' then kind else 'MILESTONE' end as kind, batch_id,
                cast(null as uuid) as base_id
            from milestone where campaign_id = ?1
            union all
            select id, 'VISIT', batch_id, base_id from visit_plan where campaign_id = ?1
            union all
            select id, 'VISIT', null, null from campaign where id = ?1
            union all
            select id, 'NOTE', batch_id, base_id from guidance_note where campaign_id = ?1
            union all
            select id, 'BULLETIN', null, office_id from bulletin where campaign_id = ?1
            union all
            select id, 'MEETING', null, office_id from meeting_series where campaign_id = ?1
        )
        select t.id, t.kind from told t left join unit u on u.id = t.base_id left join batch b on b.id = t.batch_id
        where b.status is distinct from 'CLOSED' and (u.id is null or starts_with(u.path, ?2) or starts_with(?2, u.path))
        """,
        campaign,
        path);
  }
}
