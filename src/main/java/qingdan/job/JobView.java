package qingdan.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "Job", description = "Long work (任务进度): what it does, how far it is, how it ended.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record JobView(
    @Schema(description = "Id of the job.", required = true) UUID id,
    @Schema(description = "Grows by one with each change of the job.", required = true) int version,
    @Schema(description = "What it does.", examples = "UNIT_IMPORT", required = true) String type,
    @Schema(description = "Where it stands.", required = true) JobStatus status,
    @Schema(description = "True: it looks at everything and changes nothing.", required = true)
        boolean dryRun,
    @Schema(
            description = "What it is doing: READING, CHECKING or WRITING; absent while queued.",
            examples = "READING")
        String step,
    @Schema(description = "Rows done in this step.", examples = "12000", required = true)
        long rowsDone,
    @Schema(description = "Rows in all.", examples = "56712", required = true) long rowsAll,
    @Schema(
            description = "Of the step, in per cent; 100 when it succeeded.",
            examples = "21",
            required = true,
            minimum = "0",
            maximum = "100")
        int percent,
    @Schema(
            description = "Number of rows by what came of them; absent until it succeeded.",
            examples = "{\"created\":56712,\"changed\":0,\"unchanged\":0}")
        Map<String, Long> result,
    @Schema(
            description =
                "FAILED for another reason than its rows: a code such as role-missing, internal-error or interrupted.",
            examples = "interrupted")
        String failure,
    @Schema(
            description = "How many faults the rows have; the first 1,000 are kept.",
            required = true)
        long errorCount,
    @Schema(
            description =
                "The first faults, by line; all that are kept stand at /jobs/{id}/errors.",
            required = true,
            maxItems = 50)
        List<JobErrorView> errors,
    @Schema(description = "Account that asked for it.", required = true) UUID createdBy,
    @Schema(description = "When it was asked for.", required = true) Instant createdAt,
    @Schema(description = "When it began; absent while queued.") Instant startedAt,
    @Schema(description = "When it ended; absent until then.") Instant finishedAt,
    @JsonIgnore @Schema(hidden = true) String language)
    implements Versioned {

  /** Its messages are of one language. */
  @Override
  public String etagSuffix() {
    return "." + language;
  }

  static int percent(JobRow row) {
    if (JobStatus.SUCCEEDED.name().equals(row.status())) {
      return 100;
    }
    return row.rowsAll() == 0 ? 0 : (int) Math.min(100, row.rowsDone() * 100 / row.rowsAll());
  }
}
