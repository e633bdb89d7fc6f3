package qingdan.shared;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "What was wrong, where, and what would be right (RFC 9457).")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(targets = {ErrorBody.class, ErrorBody.At.class})
public record ErrorBody(
    @Schema(
            description = "Identifies the kind of error, like the code.",
            examples = "urn:qingdan:error:not-found")
        String type,
    @Schema(
            description = "The kind of error in the caller's language.",
            examples = "Not found",
            required = true)
        String title,
    @Schema(description = "HTTP status.", examples = "404", required = true) int status,
    @Schema(
            description = "What happened and what would be right, in the caller's language.",
            required = true)
        String detail,
    @Schema(
            description = "Stable code of the error, for programs.",
            examples = "not-found",
            required = true)
        String code,
    @Schema(
            description =
                "Names this request in the logs of the service. Absent only when the request broke before it had an id.")
        String requestId,
    @Schema(description = "Every fault that was found in the input, at most 100.", maxItems = 100)
        List<At> errors) {

  @Schema(name = "ErrorAt", description = "One fault of the input.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record At(
      @Schema(
              description =
                  "JSON pointer into the body, or into what the request is about where it lacks something; or the name of a parameter or header.",
              examples = "/name",
              required = true)
          String pointer,
      @Schema(description = "Stable code of the rule.", examples = "blank", required = true)
          String code,
      @Schema(description = "What the rule says, in the caller's language.", required = true)
          String message) {}
}
