package qingdan.problem;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(description = "A new list of a unit: one for each batch and task.")
@RegisterForReflection
record CreateProblemList(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of an open batch.") @NotNull UUID batch,
    @Schema(description = "Id of the task, if it is for one.", nullable = true) UUID task,
    @Schema(
            description = "Id of the unit, or `code:` and its code.",
            examples = "code:120101001000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit,
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
            nullable = true)
        @Text
        @Size(max = 2000)
        String statement) {

  ProblemListPlan plan() {
    return new ProblemListPlan(aims, steps, leadPerson, statement);
  }
}
