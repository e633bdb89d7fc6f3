package qingdan.job;

import java.util.List;
import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Messages;

@Schema(name = "JobError", description = "One fault of what a job was given.")
record JobErrorView(
    @Schema(
            description = "Line of the file, the header being line 1.",
            examples = "17",
            required = true)
        long line,
    @Schema(description = "Column of the file.", examples = "parentCode", required = true)
        String column,
    @Schema(
            description = "Code of the unit in that line, as far as it can be read.",
            examples = "120101001000",
            nullable = true,
            required = true)
        String unitCode,
    @Schema(description = "Stable code of the rule.", examples = "unknown-parent", required = true)
        String code,
    @Schema(
            description = "What the rule says and what would be right, in the caller's language.",
            required = true)
        String message) {

  static JobErrorView of(JobErrorRow row, Locale language) {
    return new JobErrorView(
        row.line(),
        row.columnName(),
        row.code(),
        row.error(),
        Messages.text(language, "rule." + row.error(), List.of((Object[]) row.arguments())));
  }
}
