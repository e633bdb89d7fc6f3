package qingdan.problem;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;
import qingdan.unit.Tier;

@Schema(description = "Asks a unit above to claim a problem (上提).")
@RegisterForReflection
record EscalateProblem(
    @Schema(
            description =
                "Unit above the owning one, within the campaign: an id, or `code:` and a code.",
            examples = "code:120000000000")
        @NotNull
        @Size(min = 1, max = 80)
        String to,
    @Schema(description = "Why it cannot be solved where it is.") @NotNull EscalationGround ground,
    @Schema(description = "Of ROOTED_ABOVE: the tier where the root lies.", nullable = true)
        Tier tier,
    @Schema(description = "In words.", examples = "管网由市级部门管理")
        @NotNull
        @Text
        @Size(min = 1, max = 1000)
        String reason) {}
