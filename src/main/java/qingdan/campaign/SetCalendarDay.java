package qingdan.campaign;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "Whether a day is worked, and what it is called.")
record SetCalendarDay(
    @Schema(description = "True: it is worked; false: it is not.") @NotNull Boolean working,
    @Schema(description = "What it is called.", examples = "国庆节")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String name) {}
