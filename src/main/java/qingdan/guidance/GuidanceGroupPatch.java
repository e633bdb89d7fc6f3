package qingdan.guidance;

import java.time.LocalDate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.shared.ErrorCode;
import qingdan.shared.OneLine;
import qingdan.shared.Refusal;
import qingdan.shared.Text;

@Schema(description = "The fields to change; absent ones stay. Its campaign and its base stay.")
@RegisterForReflection
record GuidanceGroupPatch(
    @Schema(description = "Name; once in a campaign.", examples = "第一巡回督导组")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "How it works.") @NotNull GuidanceLevel level,
    @Schema(description = "First day of its term.", examples = "2019-09-09") @NotNull
        LocalDate startsOn,
    @Schema(
            description = "Last day of its term; null: open.",
            examples = "2019-11-30",
            nullable = true)
        LocalDate endsOn,
    @Schema(
            description =
                "The units that it guides beside those that are named, at most 500; null: none. A rule replaces the former one whole.",
            nullable = true)
        @Valid
        CohortRule rule) {

  static GuidanceGroupPatch of(GuidanceGroup group) {
    return new GuidanceGroupPatch(
        group.name(),
        GuidanceLevel.valueOf(group.level()),
        group.startsOn(),
        group.endsOn(),
        group.rule());
  }

  void requireInOrder() {
    if (endsOn != null && endsOn.isBefore(startsOn)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/endsOn", "not-before", startsOn.toString());
    }
  }
}
