package qingdan.visit;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CoverageCounts;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "PlanVisitor",
    description = "Who visits which part of a plan, and how far that part is.")
@RegisterForReflection
public record PlanVisitorView(
    @Schema(description = "Id within the plan.", required = true) UUID id,
    @Schema(description = "Name.", examples = "王某", required = true) String name,
    @Schema(description = "Office, or null.", examples = "县委书记", nullable = true, required = true)
        String office,
    @Schema(description = "Id of the account, or null.", nullable = true, required = true)
        UUID account,
    @Schema(description = "The part: this unit and all below it.", required = true)
        DirectoryEntry unit,
    @Schema(description = "Units of the plan in it.", examples = "30", required = true)
        long expected,
    @Schema(description = "Visited by anyone of the plan.", examples = "24", required = true)
        long done,
    @Schema(description = "Not visited yet.", examples = "6", required = true) long missing,
    @Schema(
            description =
                "Units in it at which this visitor was: by visits of the plan that name the account, or the name where one of both names no account.",
            examples = "20",
            required = true)
        long own) {

  static PlanVisitorView of(
      PlanVisitors.Visitor visitor, DirectoryEntry unit, CoverageCounts counts, long own) {
    return new PlanVisitorView(
        visitor.id(),
        visitor.name(),
        visitor.office(),
        visitor.account(),
        unit,
        counts.expected(),
        counts.done(),
        counts.missing(),
        own);
  }
}
