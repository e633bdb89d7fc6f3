package qingdan.meeting;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.ErrorCode;
import qingdan.shared.OneLine;
import qingdan.shared.Refusal;
import qingdan.shared.Text;

@Schema(description = "A new series of meetings in a campaign.")
record CreateMeetingSeries(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "Id of the campaign.") @NotNull UUID campaign,
    @Schema(
            description =
                "The unit whose office holds it, within the campaign: an id, or `code:` and the code of an open unit.",
            examples = "code:120000000000")
        @NotNull
        @Size(min = 1, max = 80)
        String office,
    @Schema(description = "Name; once in a campaign.", examples = "巡回督导组组长例会")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "How often.") @NotNull Cadence cadence,
    @Schema(
            description = "With WEEKLY, and only there: the day of the week, 1 for Monday.",
            examples = "1",
            nullable = true)
        @Min(1)
        @Max(7)
        Integer weekday,
    @Schema(
            description =
                "With MONTHLY, and only there: the day of the month, the last one where it has fewer.",
            examples = "25",
            nullable = true)
        @Min(1)
        @Max(31)
        Integer monthDay,
    @Schema(description = "First day.", examples = "2019-09-09") @NotNull LocalDate startsOn,
    @Schema(description = "Last day; none when absent.", examples = "2020-01-20", nullable = true)
        LocalDate endsOn,
    @Schema(
            description = "Who takes part in each meeting that does not name its own participants.",
            nullable = true,
            maxItems = 200)
        @Size(max = 200)
        List<@NotNull @Valid Participant> participants) {

  List<Participant> participantsOrNone() {
    return participants == null ? List.of() : participants;
  }

  void requireWhole() {
    if ((weekday != null) != (cadence == Cadence.WEEKLY)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/weekday", "of-cadence", Cadence.WEEKLY);
    }
    if ((monthDay != null) != (cadence == Cadence.MONTHLY)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/monthDay", "of-cadence", Cadence.MONTHLY);
    }
    requireOrder(startsOn, endsOn);
  }

  static void requireOrder(LocalDate startsOn, LocalDate endsOn) {
    if (endsOn != null && endsOn.isBefore(startsOn)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/endsOn", "not-before", startsOn.toString());
    }
  }
}
