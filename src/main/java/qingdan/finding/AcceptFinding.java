package qingdan.finding;

import java.util.Map;
import java.util.UUID;

import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "That a finding is a problem of the unit.")
record AcceptFinding(
    @Schema(
            description =
                "Id of the batch whose list it goes on; that of the round, or of the plan of the visit, when absent; needed where there is none.",
            nullable = true)
        UUID batch,
    @Schema(description = "Id of the task that it belongs to.", nullable = true) UUID task,
    @Schema(
            description = "Code of its category; as it was found when absent.",
            examples = "OTHER",
            nullable = true)
        @Size(min = 1, max = 40)
        String category,
    @Schema(
            description = "The fields of its category; as they were found when absent.",
            examples = "{\"place\": \"料场\"}",
            nullable = true,
            maxProperties = 30)
        @Size(max = 30)
        Map<String, Object> fields) {}
