package qingdan.problem;

import java.util.Map;
import java.util.UUID;

import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(
    description =
        "Claims a problem, asked or unasked (主动认领): it becomes a symptom of a root problem of the claiming unit.")
@RegisterForReflection
record ClaimProblem(
    @Schema(
            description =
                "The claiming unit: an id, or `code:` and a code. The asked one, or else the highest that the caller may claim for, when absent.",
            nullable = true)
        @Size(min = 1, max = 80)
        String unit,
    @Schema(
            description =
                "Id of an open problem of the claiming unit that is the root; a new one is made when absent.",
            nullable = true)
        UUID root,
    @Schema(description = "Id of the new root, made by the client.", nullable = true) UUID newRoot,
    @Schema(
            description = "Title of the new root; that of the symptom when absent.",
            nullable = true)
        @Text
        @Size(min = 1, max = 200)
        String title,
    @Schema(description = "Description of the new root.", nullable = true) @Text @Size(max = 4000)
        String description,
    @Schema(
            description =
                "Category of the new root; that of the symptom, with its fields, when absent.",
            nullable = true)
        @Size(min = 1, max = 40)
        String category,
    @Schema(description = "Fields of that category.", nullable = true, maxProperties = 30)
        @Size(max = 30)
        Map<String, Object> fields) {}
