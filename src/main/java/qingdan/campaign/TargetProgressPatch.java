package qingdan.campaign;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "The fields to correct; absent ones stay. The day stays for ever.")
@RegisterForReflection
record TargetProgressPatch(
    @Schema(description = "How many were done by then, in all.", examples = "80")
        @NotNull
        @Min(0)
        @Max(Targets.MOST)
        Long value,
    @Schema(description = "What is to be said of it.", nullable = true)
        @Text
        @Size(min = 1, max = 1000)
        String note) {

  static TargetProgressPatch of(TargetProgressView progress) {
    return new TargetProgressPatch(progress.value(), progress.note());
  }
}
