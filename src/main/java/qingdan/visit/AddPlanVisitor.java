package qingdan.visit;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "Who visits which part of a plan.")
record AddPlanVisitor(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Name.", examples = "王某")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String name,
    @Schema(description = "Office.", examples = "县委书记", nullable = true)
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String office,
    @Schema(description = "Id of an account of a unit that you see.", nullable = true) UUID account,
    @Schema(
            description =
                "The part: this unit and all below it. An id, or `code:` and the code of an open unit.",
            examples = "code:120101001000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit) {}
