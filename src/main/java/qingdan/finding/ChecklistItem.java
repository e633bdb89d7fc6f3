package qingdan.finding;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(name = "ChecklistItem", description = "A question of a checklist (检查项).")
@RegisterForReflection
record ChecklistItem(
    @Schema(description = "Its code, once in the checklist.", examples = "1.2", required = true)
        @NotNull
        @Size(min = 1, max = 20)
        @Pattern(regexp = "[A-Za-z0-9.-]+")
        String code,
    @Schema(description = "The question.", examples = "问题清单是否公示", required = true)
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 500)
        String question) {}
