package qingdan.campaign;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "The fields to change; absent ones stay.")
@RegisterForReflection
record BatchPatch(
    @Schema(description = "Name.", examples = "第二批")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String name,
    @Schema(description = "First day.", examples = "2019-09-09") @NotNull LocalDate startsOn,
    @Schema(description = "Last day.", examples = "2019-12-31", nullable = true) LocalDate endsOn,
    @Schema(description = "The same, or the next one.") @NotNull Phase status) {

  static BatchPatch of(Batch batch) {
    return new BatchPatch(batch.name(), batch.startsOn(), batch.endsOn(), batch.phase());
  }
}
