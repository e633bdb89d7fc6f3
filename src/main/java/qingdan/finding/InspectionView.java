package qingdan.finding;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "Inspection", description = "The visit of a team to a unit that was drawn (检查记录).")
record InspectionView(
    @Schema(description = "Id of the inspection.", required = true) UUID id,
    @Schema(description = "Id of the round.", required = true) UUID round,
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(description = "On which day.", examples = "2019-10-09", required = true)
        LocalDate inspectedOn,
    @Schema(description = "At what it was.", required = true) Occasion occasion,
    @Schema(
            description = "Id of the edition of the checklist, or null.",
            nullable = true,
            required = true)
        UUID checklist,
    @Schema(description = "Its answers.", required = true, maxItems = 200)
        List<GivenAnswer> answers,
    @Schema(description = "What there is to say, or null.", nullable = true, required = true)
        String note,
    @Schema(description = "How many findings it has.", examples = "2", required = true)
        long findings,
    @Schema(description = "When it was recorded.", required = true) Instant recordedAt) {}
