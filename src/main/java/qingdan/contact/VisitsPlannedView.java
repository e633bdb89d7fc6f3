package qingdan.contact;

import java.time.LocalDate;
import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "VisitsPlanned", description = "What planning visits did.")
@RegisterForReflection
public record VisitsPlannedView(
    @Schema(
            description = "The days that are planned now and were not, the earliest first.",
            examples = "[\"2019-09-30\", \"2019-10-31\"]",
            required = true,
            maxItems = 366)
        List<LocalDate> planned) {}
