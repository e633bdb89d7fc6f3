package qingdan.meeting;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "Why a meeting is not held.")
record CancelMeeting(
    @Schema(description = "The reason.", examples = "防汛紧急响应")
        @NotNull
        @Text
        @Size(min = 1, max = 1000)
        String reason) {}
