package qingdan.guidance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "GuidanceMember", description = "Who is in a guidance group.")
@RegisterForReflection
public record GuidanceMemberView(
    @Schema(description = "Id of the account.", required = true) UUID account,
    @Schema(description = "Its name.", examples = "李某", required = true) String displayName,
    @Schema(description = "What it is in the group.", required = true) GroupRole role,
    @Schema(description = "First day.", examples = "2019-09-09", required = true)
        LocalDate startsOn,
    @Schema(
            description = "Last day; null: until the group's term ends.",
            examples = "2019-11-30",
            nullable = true,
            required = true)
        LocalDate endsOn,
    @Schema(description = "When it was added.", required = true) Instant joinedAt) {

  static GuidanceMemberView of(GuidanceMembers.Member member) {
    return new GuidanceMemberView(
        member.account(),
        member.displayName(),
        GroupRole.valueOf(member.role()),
        member.startsOn(),
        member.endsOn(),
        member.joinedAt());
  }
}
