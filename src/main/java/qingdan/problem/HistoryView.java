package qingdan.problem;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "ProblemChange", description = "One change in the history of a problem or a list.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record HistoryView(
    @Schema(description = "When.", required = true) Instant at,
    @Schema(description = "What happened.", examples = "problem.planned", required = true)
        String type,
    @Schema(description = "Who did it: the name of the account.", examples = "张某") String by,
    @Schema(description = "The changed fields as they were.", maxProperties = 50)
        Map<String, Object> before,
    @Schema(
            description = "The changed fields as they became, with what was said with the change.",
            required = true,
            maxProperties = 50)
        Map<String, Object> after) {}
