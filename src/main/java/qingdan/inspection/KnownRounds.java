package qingdan.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
          Integer drawn) {}

  private final Sql sql;
  private final Office office;

  KnownRounds(Sql sql, Office office) {
    this.sql = sql;
    this.office = office;
  }

  /**
   * The latest first.
   *
   * @param publicOnly whether others will read it too: then only what has started
   */
  public List<Line> of(UUID campaign, boolean publicOnly, int most) {
    var statement =
        new Sql.Statement(
            """
            select r.id, r.number, r.name, r.status, r.starts_on, r.ends_on, r.drawn
            from inspection_round r join campaign c on c.id = r.campaign_id join unit t on t.id = c.top_unit_id
                join unit o on o.id = r.office_id
            where\s""");
    office.knows(statement);
    statement.add(" and r.campaign_id = ?", campaign);
    if (publicOnly) {
      statement.add(" and r.started_at is not null");
    }
    statement.add(" order by r.starts_on desc, r.id desc limit ?", most);
    return sql.list(Line.class, statement);
  }
}
