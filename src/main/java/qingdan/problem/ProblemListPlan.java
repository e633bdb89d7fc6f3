package qingdan.problem;

import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "The unit's plan for the task (整治方案); absent fields stay as they are.")
@RegisterForReflection
record ProblemListPlan(
    @Schema(
            description = "What is to be reached; needed to submit problems.",
            examples = "年底前解决 12 件民生问题",
            nullable = true)
        @Text
        @Size(max = 4000)
        String aims,
    @Schema(
            description = "How it is reached, step by step; needed to submit problems.",
            nullable = true)
        @Text
        @Size(max = 10000)
        String steps,
    @Schema(
            description = "Who leads the work; needed to submit problems.",
            examples = "李某",
            nullable = true)
        @Text
        @Size(max = 100)
        String leadPerson,
    @Schema(
            description = "Why there is no problem, where the list is submitted without one.",
            examples = "经自查未发现此类问题",
            nullable = true)
        @Text
        @Size(max = 2000)
        String statement) {

  static ProblemListPlan of(ProblemList list) {
    return new ProblemListPlan(list.aims(), list.steps(), list.leadPerson(), list.statement());
  }
}
