package qingdan.visit;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(
    description = "The fields to change; absent ones stay. Which units it is for stays for ever.")
@RegisterForReflection
record VisitPlanPatch(
    @Schema(description = "Name; once in a campaign.", examples = "县委班子遍访村社区")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "What the visits are for.", nullable = true)
        @Text
        @Size(min = 1, max = 2000)
        String purpose,
    @Schema(
            description =
                "Until the end of which day a visit is on time: from today on it is judged by this.",
            examples = "2019-11-30")
        @NotNull
        LocalDate dueOn) {

  static VisitPlanPatch of(VisitPlan plan) {
    return new VisitPlanPatch(plan.name(), plan.purpose(), plan.dueOn());
  }
}
