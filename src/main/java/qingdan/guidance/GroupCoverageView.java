package qingdan.guidance;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "GroupCoverage", description = "Which of its units a guidance group has visited.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record GroupCoverageView(
    @Schema(description = "Id of the group.", required = true) UUID group,
    @Schema(
            description = "At the end of which day; of today: until now.",
            examples = "2019-10-15",
            required = true)
        LocalDate asOf,
    @Schema(description = "In total.", required = true) Counts total,
    @Schema(description = "The units, by their place in the tree.", required = true, maxItems = 200)
        List<Visited> items,
    @Schema(
            description =
                "Address of the next page, relative to the server; absent on the last page.",
            examples =
                "/api/v1/guidance-groups/01890a5d-ac96-774b-bcce-b302099a8057/coverage?cursor=djE6")
        String next) {

  @Schema(
      name = "GroupCounts",
      description = "What is expected is visited or missing: the two add up to it.")
  @RegisterForReflection
  public record Counts(
      @Schema(description = "Units that the group guides.", examples = "6", required = true)
          long expected,
      @Schema(
              description =
                  "Of these, visited by the group since its term began, there or at a unit below.",
              examples = "5",
              required = true)
          long visited,
      @Schema(description = "Not visited yet.", examples = "1", required = true) long missing) {}

  @Schema(name = "GroupVisitsOfUnit", description = "How often a group was at a unit or below it.")
  @RegisterForReflection
  public record Visited(
      @Schema(description = "The unit.", required = true) DirectoryEntry unit,
      @Schema(description = "Visits.", examples = "3", required = true) long visits,
      @Schema(
              description = "Day of the last one; null: none yet.",
              examples = "2019-10-12",
              nullable = true,
              required = true)
          @JsonInclude(JsonInclude.Include.ALWAYS)
          LocalDate lastVisitedOn) {}
}
