package qingdan.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.ErrorCode;
import qingdan.shared.Labelled;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Rounds of a campaign for others to tell of: the same ones that their reader may know of. */
@ApplicationScoped
public class KnownRounds {

  @Schema(name = "RoundLine", description = "A round of inspections, in a line.")
  @RegisterForReflection
  public record Line(
      @Schema(description = "Id of the round.", required = true) UUID id,
      @Schema(
              description = "Its number in the campaign; null before it starts.",
              nullable = true,
              required = true)
          Integer number,
      @Schema(description = "Name.", examples = "随机暗访", required = true) String name,
      @Schema(description = "How far it is.", examples = "STARTED", required = true) String status,
      @Schema(description = "First day.", required = true) LocalDate startsOn,
      @Schema(description = "Last day.", required = true) LocalDate endsOn,
      @Schema(description = "Units drawn; null before the draw.", nullable = true, required = true)
          Integer drawn) {

    /** How far it is, in the words of people. */
    public Labelled progress() {
      return RoundStatus.valueOf(status);
    }
  }

  /** A round that the caller knows of, to whoever works in it. */
  public record Known(
      UUID id, UUID campaign, UUID batch, UUID office, boolean inspects, RoundStatus status) {

    public boolean isPublic() {
      return status.isPublic();
    }

    /** 409 before it starts and once it is closed. */
    public void requireStarted(String move) {
      if (status != RoundStatus.STARTED) {
        throw new Refusal(ErrorCode.MOVE_REFUSED, status, move, RoundStatus.STARTED);
      }
    }
  }

  private final Sql sql;
  private final Office office;
  private final Rounds rounds;

  KnownRounds(Sql sql, Office office, Rounds rounds) {
    this.sql = sql;
    this.office = office;
    this.rounds = rounds;
  }

  /** Known to the caller, and kept as it is until the transaction ends. */
  public Known kept(String id) {
    var round = rounds.locked(id);
    round.requireCampaignNotClosed();
    return new Known(
        round.id(),
        round.campaignId(),
        round.batchId(),
        round.officeId(),
        office.inspects(round),
        round.status());
  }

  public boolean hasDrawn(UUID round, UUID unit) {
    return sql.one(
            Boolean.class,
            "select true from round_population where round_id = ?1 and unit_id = ?2 and ticket is not null",
            round,
            unit)
        .isPresent();
  }

  /** Adds the condition that the caller is of the office o or the team of a round r. */
  public void isOfTheOffice(Sql.Statement statement) {
    office.isOf(statement);
  }

  /**
   * Adds the condition that the caller is in the team of a round of the office that a column names.
   */
  public void hasTheCallerInATeam(Sql.Statement statement, String column) {
    office.hasTheCallerInATeam(statement, column);
  }

  /** The latest first. */
  public List<Line> of(UUID campaign, int most) {
    var statement =
        new Sql.Statement(
            """
            select r.id, r.number, r.name, r.status, r.starts_on, r.ends_on, r.drawn
            from inspection_round r join campaign c on c.id = r.campaign_id join unit t on t.id = c.top_unit_id
                join unit o on o.id = r.office_id
            where\s""");
    office.knows(statement);
    statement.add(" and r.campaign_id = ?", campaign);
    statement.add(" order by r.starts_on desc, r.id desc limit ?", most);
    return sql.list(Line.class, statement);
  }

  /** Those that had started by a moment, whoever will read it; the latest first. */
  public List<Line> started(UUID campaign, Instant moment, int most) {
    return sql.list(
        Line.class,
        """
        select id, number, name, case when closed_at > ?2 then 'STARTED' else status end, starts_on, ends_on, drawn
        from inspection_round where campaign_id = ?1 and started_at <= ?2 order by starts_on desc, id desc limit ?3
        """,
        campaign,
        moment,
        most);
  }
}
