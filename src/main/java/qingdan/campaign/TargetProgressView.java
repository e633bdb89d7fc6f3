package qingdan.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "TargetProgress", description = "What a unit reported of a target for a day (目标进展).")
@RegisterForReflection
public record TargetProgressView(
    @Schema(description = "Id of the target.", required = true) UUID target,
    @Schema(
            description = "The day by the end of which it counts.",
            examples = "2019-10-15",
            required = true)
        LocalDate day,
    @Schema(
            description = "Grows by one with each correction; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "How many were done, in all.", examples = "80", required = true)
        long value,
    @Schema(description = "What is to be said of it, or null.", nullable = true, required = true)
        String note,
    @Schema(description = "The account that reported or last corrected it.", required = true)
        UUID reportedBy,
    @Schema(description = "When it did.", required = true) Instant reportedAt)
    implements Versioned {

  List<String> key() {
    return List.of(day.toString());
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("day", day);
    fields.put("value", value);
    fields.put("note", note);
    return fields;
  }
}
