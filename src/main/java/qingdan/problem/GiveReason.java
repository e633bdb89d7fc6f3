package qingdan.problem;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "Why.")
@RegisterForReflection
record GiveReason(
    @Schema(description = "The reason.", examples = "佐证不足，请补充照片")
        @NotNull
        @Text
        @Size(min = 1, max = 1000)
        String reason) {}
