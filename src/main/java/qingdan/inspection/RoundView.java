package qingdan.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(name = "Round", description = "A round of random unannounced inspections (轮次).")
record RoundView(
    @Schema(description = "Id of the round.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(
            description = "Id of the batch from whose enrolled units is drawn; null: from all.",
            nullable = true,
            required = true)
        UUID batch,
    @Schema(description = "The drawing office.", required = true) DirectoryEntry office,
    @Schema(
            description =
                "Which one of the campaign: 1, 2, 3 … in the order of their starts; null before.",
            examples = "6",
            nullable = true,
            required = true)
        Integer number,
    @Schema(description = "Name.", examples = "随机暗访", required = true) String name,
    @Schema(description = "How far it is.", required = true) RoundStatus status,
    @Schema(description = "First day.", examples = "2019-10-08", required = true)
        LocalDate startsOn,
    @Schema(description = "Last day.", examples = "2019-10-18", required = true) LocalDate endsOn,
    @Schema(description = "Which units may be drawn.", required = true) CohortRule rule,
    @Schema(description = "Into which strata they fall.", required = true)
        Stratification stratifiedBy,
    @Schema(
            description = "How many units are drawn of each stratum.",
            examples = "2",
            required = true)
        int perStratum,
    @Schema(
            description = "Strata of which another number is drawn.",
            required = true,
            maxItems = 200)
        List<StratumNumber> numbers,
    @Schema(description = "Who inspects.", required = true, maxItems = 100) List<TeamMember> team,
    @Schema(description = "When it was prepared.", required = true) Instant createdAt,
    @Schema(description = "When it started, or null.", nullable = true, required = true)
        Instant startedAt,
    @Schema(description = "When it was closed, or null.", nullable = true, required = true)
        Instant closedAt)
    implements Versioned {

  static RoundView of(Round round, List<StratumNumber> numbers, List<TeamMember> team) {
    return new RoundView(
        round.id(),
        round.version(),
        round.campaignId(),
        round.batchId(),
        round.office(),
        round.number(),
        round.name(),
        round.status(),
        round.startsOn(),
        round.endsOn(),
        round.rule(),
        round.stratifiedBy(),
        round.perStratum(),
        numbers,
        team,
        round.createdAt(),
        round.startedAt(),
        round.closedAt());
  }
}
