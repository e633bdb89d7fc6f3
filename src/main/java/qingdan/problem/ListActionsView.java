package qingdan.problem;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "ProblemListActions", description = "What may be done with a problem list now.")
@RegisterForReflection
record ListActionsView(
    @Schema(
            description = "Version of the list that this is about.",
            examples = "3",
            required = true)
        int listVersion,
    @Schema(description = "Every move.", required = true, maxItems = 20) List<Action> actions) {

  @Schema(
      name = "ProblemListAction",
      description = "A move of a list, and whether the caller may make it.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record Action(
      @Schema(description = "The move.", required = true) ListMove move,
      @Schema(
              description =
                  "Where it is made: POST to this sub-resource of the list; absent where it is a PATCH of the list itself.",
              examples = "submission")
          String path,
      @Schema(description = "Whether the caller may make it now.", required = true) boolean allowed,
      @Schema(
              description = "Why not: stable code of the error that it would get.",
              examples = "list-plan-incomplete")
          String refusal,
      @Schema(
              description = "The same in words.",
              examples = "This needs the role SUPERVISOR (和平区).")
          String detail,
      @Schema(description = "What lacks.", maxItems = 100) List<ActionsView.Lack> lacks) {}
}
