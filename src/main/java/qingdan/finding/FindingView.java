package qingdan.finding;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.problem.Severity;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "Finding",
    description = "What an inspection or a visit found at a unit, and what became of it (检查发现).")
record FindingView(
    @Schema(description = "Id of the finding.", required = true) UUID id,
    @Schema(description = "Id of the inspection, or null.", nullable = true, required = true)
        UUID inspection,
    @Schema(
            description = "Id of the visit, where no inspection found it; or null.",
            nullable = true,
            required = true)
        UUID visit,
    @Schema(description = "Its number in the inspection or visit.", examples = "1", required = true)
        int number,
    @Schema(
            description = "Id of the round of the inspection, or null.",
            nullable = true,
            required = true)
        UUID round,
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(description = "When it was found.", examples = "2019-10-09", required = true)
        LocalDate inspectedOn,
    @Schema(description = "What is wrong.", examples = "问题清单未公示", required = true) String title,
    @Schema(description = "At length, or null.", nullable = true, required = true)
        String description,
    @Schema(description = "Code of its category.", examples = "OTHER", required = true)
        String category,
    @Schema(description = "The fields of its category.", required = true, maxProperties = 30)
        Map<String, Object> fields,
    @Schema(description = "How grave it is.", required = true) Severity severity,
    @Schema(description = "What became of it.", required = true) FindingStatus status,
    @Schema(
            description = "Id of the problem that it became, or null.",
            nullable = true,
            required = true)
        UUID problem,
    @Schema(description = "Why it was rejected, or null.", nullable = true, required = true)
        String reason,
    @Schema(description = "When that was decided, or null.", nullable = true, required = true)
        Instant decidedAt) {}
