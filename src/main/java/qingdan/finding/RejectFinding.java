package qingdan.finding;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "Why a finding is no problem of the unit.")
record RejectFinding(
    @Schema(description = "The reason.", examples = "该事项不属该单位职责")
        @NotNull
        @Text
        @Size(min = 1, max = 1000)
        String reason) {}
