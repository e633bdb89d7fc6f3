package qingdan.problem;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Evidence;
import qingdan.unit.DirectoryEntry;

@Schema(name = "ProgressReport", description = "What a unit has reported of its work.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record ReportView(
    @Schema(description = "Id of the report.", required = true) UUID id,
    @Schema(description = "Which unit reported.", required = true) DirectoryEntry unit,
    @Schema(description = "Id of the measure that it is about.") UUID measure,
    @Schema(description = "What was done.", examples = "已疏通 500 米", required = true) String text,
    @Schema(description = "When it was reported.", required = true) Instant reportedAt,
    @Schema(description = "What shows it.", required = true, maxItems = 20)
        List<Evidence> evidence) {}
