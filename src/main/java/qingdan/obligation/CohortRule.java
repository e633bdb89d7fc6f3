package qingdan.obligation;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.Sector;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

@Schema(
    name = "CohortRule",
    description =
        "Open units of the campaign's tree, or of the batch's cohort, for which all of this holds; what is absent holds for all.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record CohortRule(
    @Schema(description = "Of one of these kinds.", minItems = 1, maxItems = 20)
        @Size(min = 1, max = 20)
        List<@NotNull UnitKind> kinds,
    @Schema(description = "At one of these tiers.", minItems = 1, maxItems = 20)
        @Size(min = 1, max = 20)
        List<@NotNull Tier> tiers,
    @Schema(description = "Of one of these sectors.", minItems = 1, maxItems = 20)
        @Size(min = 1, max = 20)
        List<@NotNull Sector> sectors,
    @Schema(description = "Members of this unit set, by its id.") UUID set,
    @Schema(
            description =
                "In the subtree of this unit: an id, or `code:` and the code of an open unit.",
            examples = "code:120101000000")
        @Size(min = 1, max = 80)
        String unit) {

  public static final CohortRule ALL = new CohortRule(null, null, null, null, null);

  /** From the columns of a table, which hold words with commas between. */
  public static CohortRule of(String kinds, String tiers, String sectors, UUID set, UUID unit) {
    return new CohortRule(
        kinds == null ? null : words(kinds).stream().map(UnitKind::valueOf).toList(),
        tiers == null ? null : words(tiers).stream().map(Tier::valueOf).toList(),
        sectors == null ? null : words(sectors).stream().map(Sector::valueOf).toList(),
        set,
        unit == null ? null : unit.toString());
  }

  public static List<String> words(String list) {
    return list == null ? null : List.of(list.split(","));
  }

  /** As a column holds them. */
  public static String line(List<String> words) {
    return words == null ? null : String.join(",", words);
  }
}
