package qingdan.campaign;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;
import qingdan.unit.Sector;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

@Schema(description = "Units to enrol in a batch, by a rule or by name: give one of the two.")
record EnrolUnits(
    @Schema(description = "Which units, by what they are and where they stand.", nullable = true)
        @Valid
        Rule rule,
    @Schema(
            description =
                "1 to 200 units, none twice: ids, or `code:` and the code of an open unit.",
            examples = "[\"code:120101000000\"]",
            minItems = 1,
            maxItems = 200,
            nullable = true)
        @Size(min = 1, max = 200)
        List<@NotNull @Size(min = 1, max = 80) String> units,
    @Schema(
            description = "True: only tells what it would do.",
            defaultValue = "false",
            nullable = true)
        Boolean dryRun,
    @Schema(description = "Why; needed once the batch is open.", nullable = true)
        @Text
        @Size(min = 1, max = 1000)
        String reason) {

  @Schema(
      name = "EnrolmentRule",
      description =
          "Open units of the campaign's tree for which all of this holds; what is absent holds for all.")
  @RegisterForReflection
  record Rule(
      @Schema(description = "Of one of these kinds.", minItems = 1, maxItems = 20, nullable = true)
          @Size(min = 1, max = 20)
          List<@NotNull UnitKind> kinds,
      @Schema(description = "At one of these tiers.", minItems = 1, maxItems = 20, nullable = true)
          @Size(min = 1, max = 20)
          List<@NotNull Tier> tiers,
      @Schema(
              description = "Of one of these sectors.",
              minItems = 1,
              maxItems = 20,
              nullable = true)
          @Size(min = 1, max = 20)
          List<@NotNull Sector> sectors,
      @Schema(description = "Members of this unit set, by its id.", nullable = true) UUID set,
      @Schema(
              description =
                  "In the subtree of this unit: an id, or `code:` and the code of an open unit.",
              examples = "code:120101000000",
              nullable = true)
          @Size(min = 1, max = 80)
          String unit) {}
}
