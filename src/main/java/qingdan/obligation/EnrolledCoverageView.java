package qingdan.obligation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(
    name = "EnrolledCoverage",
    description =
        "How many enrolled units of a subtree somebody looks after (a contact, a guidance group), in total and in parts.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record EnrolledCoverageView(
    @Schema(description = "Id of the batch.", required = true) UUID batch,
    @Schema(description = "The unit over which it is counted.", required = true)
        DirectoryEntry unit,
    @Schema(
            description = "At the end of which day; of today: until now.",
            examples = "2019-09-13",
            required = true)
        LocalDate asOf,
    @Schema(description = "In total.", required = true) Counts total,
    @Schema(
            description =
                "The unit alone and those directly below it that hold enrolled units, by their place in the tree; they add up to the total.",
            required = true,
            maxItems = 200)
        List<Part> items,
    @Schema(
            description =
                "Address of the next page, relative to the server; absent on the last page.",
            examples =
                "/api/v1/contact-coverage?batch=01890a5d-ac96-774b-bcce-b302099a8057&cursor=djE6")
        String next) {

  @Schema(
      name = "EnrolledCounts",
      description = "What is expected is covered or missing: the two add up to it.")
  @RegisterForReflection
  public record Counts(
      @Schema(description = "Units enrolled in the batch.", examples = "16", required = true)
          long expected,
      @Schema(
              description = "With a contact or a group, whichever was asked for.",
              examples = "15",
              required = true)
          long covered,
      @Schema(description = "Without one.", examples = "1", required = true) long missing) {

    static Counts of(EnrolledCoverage.Part part) {
      return new Counts(part.expected(), part.covered(), part.expected() - part.covered());
    }
  }

  @Schema(name = "EnrolledCoverageOfPart", description = "The same for a unit below.")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  public record Part(
      @Schema(description = "The unit.", required = true) DirectoryEntry unit,
      @Schema(
              description =
                  "True for the unit itself without all below it, which comes first; absent for its children.",
              examples = "true")
          Boolean alone,
      @Schema(description = "What is counted.", required = true) Counts counts) {}
}
