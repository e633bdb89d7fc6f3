package qingdan.problem;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "Why a problem is dismissed.")
@RegisterForReflection
record DismissProblem(
    @Schema(description = "The kind of reason.") @NotNull DismissalReason reason,
    @Schema(description = "Of a DUPLICATE: id of the problem that says the same.", nullable = true)
        UUID duplicateOf,
    @Schema(description = "In words.", nullable = true) @Text @Size(min = 1, max = 1000)
        String text) {}
