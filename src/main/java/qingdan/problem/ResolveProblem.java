package qingdan.problem;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Evidence;
import qingdan.shared.Text;

@Schema(description = "Says that a problem is solved, and shows it.")
@RegisterForReflection
record ResolveProblem(
    @Schema(description = "What was reached.", examples = "排水沟全线疏通，雨后无积水")
        @NotNull
        @Text
        @Size(min = 1, max = 2000)
        String text,
    @Schema(description = "What shows it; at least one.") @NotNull @Size(min = 1, max = 20)
        List<@NotNull @Valid Evidence> evidence) {}
