package qingdan.unit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "The fields to change; absent ones stay. The owner stays for ever.")
@RegisterForReflection
record UnitSetPatch(
    @Schema(description = "Name; unique in its grouping and owner.", examples = "省属高校")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String name,
    @Schema(description = "What the sets of one purpose share.", examples = "领域分工")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String grouping,
    @Schema(description = "True: a unit is in one exclusive set of the grouping at most.") @NotNull
        Boolean exclusive) {

  static UnitSetPatch of(UnitSet set) {
    return new UnitSetPatch(set.name(), set.grouping(), set.exclusive());
  }
}
