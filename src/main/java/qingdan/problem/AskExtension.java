package qingdan.problem;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "Asks for a later deadline (延期).")
@RegisterForReflection
record AskExtension(
    @Schema(description = "The new last day, later than the current one.", examples = "2027-01-31")
        @NotNull
        LocalDate deadline,
    @Schema(description = "Why.", examples = "汛期无法施工") @NotNull @Text @Size(min = 1, max = 1000)
        String reason) {}
