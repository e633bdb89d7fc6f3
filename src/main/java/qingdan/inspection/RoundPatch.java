package qingdan.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.CohortRule;
import qingdan.shared.ErrorCode;
import qingdan.shared.OneLine;
import qingdan.shared.Refusal;
import qingdan.shared.Text;

@Schema(
    description =
        "The fields to change; absent ones stay. From what and how many are drawn stays once the round is committed to.")
@RegisterForReflection
record RoundPatch(
    @Schema(description = "Name.", examples = "随机暗访")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "First day.", examples = "2019-10-08") @NotNull LocalDate startsOn,
    @Schema(description = "Last day.", examples = "2019-10-18") @NotNull LocalDate endsOn,
    @Schema(description = "Which units may be drawn. A rule replaces the former one whole.")
        @NotNull
        @Valid
        CohortRule rule,
    @Schema(description = "Into which strata they fall.") @NotNull Stratification stratifiedBy,
    @Schema(description = "How many units are drawn of each stratum.", examples = "2")
        @NotNull
        @Min(0)
        @Max(2000)
        Integer perStratum,
    @Schema(description = "Strata of which another number is drawn.", maxItems = 200)
        @NotNull
        @Size(max = 200)
        List<@NotNull @Valid StratumNumber> numbers,
    @Schema(description = "Ids of the accounts that inspect.", maxItems = 100)
        @NotNull
        @Size(max = 100)
        List<@NotNull UUID> team) {

  void requireInOrder() {
    if (endsOn.isBefore(startsOn)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/endsOn", "not-before", startsOn);
    }
  }

  boolean drawsAs(RoundPatch other) {
    return rule.equals(other.rule)
        && stratifiedBy == other.stratifiedBy
        && perStratum.equals(other.perStratum)
        && numbers.equals(other.numbers);
  }
}
