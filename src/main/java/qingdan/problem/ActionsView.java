package qingdan.problem;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "ProblemActions", description = "What may be done with a problem now.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record ActionsView(
    @Schema(
            description = "Version of the problem that this is about.",
            examples = "3",
            required = true)
        int problemVersion,
    @Schema(
            description = "Today, in the campaign's time zone.",
            examples = "2026-11-24",
            required = true)
        LocalDate day,
    @Schema(description = "Open, not resolved, and past its deadline.", required = true)
        boolean overdue,
    @Schema(
            description =
                "Working days from tomorrow to the deadline, included; negative when it has passed; absent without one.",
            examples = "12")
        Integer workingDaysLeft,
    @Schema(description = "Every move.", required = true, maxItems = 50) List<Action> actions) {

  @Schema(name = "ProblemAction", description = "A move, and whether the caller may make it.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record Action(
      @Schema(description = "The move.", required = true) Move move,
      @Schema(
              description = "Where it is made: POST to this sub-resource of the problem.",
              examples = "plan",
              required = true)
          String path,
      @Schema(description = "Whether the caller may make it now.", required = true) boolean allowed,
      @Schema(
              description = "Why not: stable code of the error that it would get.",
              examples = "role-missing")
          String refusal,
      @Schema(
              description = "The same in words.",
              examples = "This needs the role SUPERVISOR (和平区).")
          String detail,
      @Schema(description = "What lacks.", maxItems = 100) List<Lack> lacks) {}

  @Schema(name = "Lack", description = "Something that lacks before a move can be made.")
  @RegisterForReflection
  record Lack(
      @Schema(
              description = "Where.",
              examples = "measures/01890a5d-ac96-774b-bcce-b302099a8057",
              required = true)
          String pointer,
      @Schema(description = "What, in words.", required = true) String message) {}
}
