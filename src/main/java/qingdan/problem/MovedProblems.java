package qingdan.problem;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.ErrorBody;

@Schema(description = "What came of each item, in their order.")
@RegisterForReflection
record MovedProblems(
    @Schema(description = "One for each item.", required = true, maxItems = 200) List<Item> items) {

  @Schema(name = "ProblemBatchResult", description = "What came of an item.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record Item(
      @Schema(
              description = "The HTTP status that it would have had by itself.",
              examples = "200",
              required = true)
          int status,
      @Schema(
              description =
                  "True: it had been done before under the same key; this is the answer of then.",
              required = true)
          boolean replayed,
      @Schema(description = "The problem as it is now.", implementation = ProblemView.class)
          JsonNode problem,
      @Schema(description = "Why it was refused.") ErrorBody error) {}
}
