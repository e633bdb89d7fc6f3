package qingdan.meeting;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(name = "AgendaItem", description = "What a meeting is about (议题).")
@RegisterForReflection
record AgendaItem(
    @Schema(description = "In a line.", examples = "听取第一批次整改进展", required = true)
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String title,
    @Schema(description = "At length.", nullable = true) @Text @Size(min = 1, max = 2000)
        String text) {}
