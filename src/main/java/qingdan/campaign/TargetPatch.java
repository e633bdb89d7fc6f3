package qingdan.campaign;

import java.time.LocalDate;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "The fields to change; absent ones stay. Task, unit and batch stay for ever.")
@RegisterForReflection
record TargetPatch(
    @Schema(
            description = "Code of a category of the campaign.",
            examples = "PETITION_BACKLOG",
            nullable = true)
        @Size(min = 1, max = 60)
        String category,
    @Schema(description = "What is counted; sums are over equal words.", examples = "化解信访积案")
        @NotNull
        @Text
        @Size(min = 1, max = 100)
        String measure,
    @Schema(description = "In what it is counted.", examples = "件")
        @NotNull
        @Text
        @Size(min = 1, max = 20)
        String unitOfMeasure,
    @Schema(description = "How many it shall be.", examples = "120")
        @NotNull
        @Min(0)
        @Max(Targets.MOST)
        Long number,
    @Schema(description = "By the end of which day.", examples = "2019-12-31", nullable = true)
        LocalDate dueOn) {

  static TargetPatch of(Target target) {
    return new TargetPatch(
        target.category(),
        target.measure(),
        target.unitOfMeasure(),
        target.number(),
        target.dueOn());
  }

  static TargetPatch of(CreateTarget request) {
    return new TargetPatch(
        request.category(),
        request.measure(),
        request.unitOfMeasure(),
        request.number(),
        request.dueOn());
  }
}
