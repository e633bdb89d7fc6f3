package qingdan.bulletin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "What a unit answers to a bulletin.")
record AnswerBulletin(
    @Schema(description = "The answer.", examples = "已于 10 月 12 日公示")
        @NotNull
        @Text
        @Size(min = 1, max = 4000)
        String text) {}
