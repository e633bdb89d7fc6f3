package qingdan.guidance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.shared.Versioned;
import qingdan.unit.DirectoryEntry;

@Schema(
    name = "GuidanceGroup",
    description = "A group that guides units of a campaign for a term (督导组).")
public record GuidanceGroupView(
    @Schema(description = "Id of the group.", required = true) UUID id,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "The unit that it belongs to.", required = true) DirectoryEntry base,
    @Schema(description = "Name.", examples = "第一巡回督导组", required = true) String name,
    @Schema(description = "How it works.", required = true) GuidanceLevel level,
    @Schema(description = "First day of its term.", examples = "2019-09-09", required = true)
        LocalDate startsOn,
    @Schema(
            description = "Last day of its term; null: open.",
            examples = "2019-11-30",
            nullable = true,
            required = true)
        LocalDate endsOn,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description =
                "Which units it guides beside those that are named; absent where there are no others.")
        CohortRule rule,
    @Schema(description = "When it was set up.", required = true) Instant createdAt)
    implements Versioned {

  static GuidanceGroupView of(GuidanceGroup group) {
    return new GuidanceGroupView(
        group.id(),
        group.version(),
        group.campaignId(),
        group.base(),
        group.name(),
        GuidanceLevel.valueOf(group.level()),
        group.startsOn(),
        group.endsOn(),
        group.rule(),
        group.createdAt());
  }
}
