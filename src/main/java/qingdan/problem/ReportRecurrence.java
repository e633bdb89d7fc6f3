package qingdan.problem;

import java.util.UUID;

import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "Says that a closed problem has come back (反弹).")
@RegisterForReflection
record ReportRecurrence(
    @Schema(description = "Id of the new problem, made by the client.", nullable = true) UUID id,
    @Schema(
            description =
                "Id of a list of the same unit that takes it; that of the old problem when absent.",
            nullable = true)
        UUID list,
    @Schema(description = "How it shows now.", nullable = true) @Text @Size(max = 4000)
        String manifestation) {}
