package qingdan.problem;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Many problems reported or moved with one request.")
@RegisterForReflection
record MoveProblems(
    @Schema(description = "True: all of them or none. Otherwise each by itself.", nullable = true)
        Boolean atomic,
    @Schema(description = "What is done, in this order.") @NotNull @Size(min = 1, max = 200)
        List<@NotNull @Valid Item> items) {

  @Schema(name = "ProblemBatchItem", description = "A move of one problem.")
  @RegisterForReflection
  record Item(
      @Schema(description = "The move: REPORT, or one that has a path in the vocabulary.") @NotNull
          Move move,
      @Schema(description = "Id of the problem; none for REPORT.", nullable = true) UUID problem,
      @Schema(
              description =
                  "Idempotency key of the item; without one, that of the request with the place of the item.",
              nullable = true)
          @Size(min = 1, max = 200)
          String key,
      @Schema(
              description = "Version that was seen: 412 when another one is current.",
              examples = "3",
              nullable = true)
          Integer version,
      @Schema(
              description =
                  "The body that the move takes by itself, such as ReportProblem for REPORT and PlanProblem for PLAN.",
              examples = "{\"reason\": \"佐证不足\"}",
              nullable = true)
          Map<String, Object> body) {}
}
