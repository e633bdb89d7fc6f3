package qingdan.statistics;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;
import qingdan.unit.FigureOfUnit;
import qingdan.unit.Figures;
import qingdan.unit.Measures;
import qingdan.unit.UnitFiguresView;
import qingdan.unit.UnitKind;

@Schema(
    name = "FigureStatistics",
    description =
        "What a unit reported, what its children add up to, and who has not reported. All of one moment.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FigureStatisticsView(
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(
            description = "The day as of which it holds, in the service's zone.",
            examples = "2019-09-09",
            required = true)
        LocalDate asOf,
    @Schema(
            description = "What stood directly below the unit on that day, by kind.",
            required = true,
            maxItems = 100)
        List<Kind> kinds,
    @Schema(
            description = "One for each measure, or for the one that was named, by its code.",
            required = true,
            maxItems = Measures.MOST)
        List<UnitFiguresView.Line> figures,
    @Schema(
            description =
                "With `measure`: children that have not reported up to the day, the first 50 by their place in the tree; how many there are says `childrenMissing`. All of them are listed at `missingList`.",
            maxItems = FigureStatisticsView.NAMED)
        List<DirectoryEntry> missing,
    @Schema(
            description = "With `measure`: address of the list of all children that have not.",
            examples =
                "/api/v1/units/01890a5d-ac96-774b-bcce-b302099a8057/figures/CADRES/children?reported=false&asOf=2019-09-09")
        String missingList,
    @Schema(
            description =
                "With `by=child`: the children of the day by their place in the tree, each beside the sum of its own.",
            maxItems = 200)
        List<OfChild> groups,
    @Schema(
            description =
                "With `by=child`: address of the next page of children; absent on the last page.",
            examples =
                "/api/v1/statistics/figures?unit=code:120000000000&measure=CADRES&by=child&cursor=djE6")
        String next) {

  static final int NAMED = 50;

  @Schema(name = "FigureStatisticsKind", description = "How many units of a kind.")
  @RegisterForReflection
  record Kind(
      @Schema(description = "What they are.", examples = "COUNTY", required = true) UnitKind kind,
      @Schema(description = "How many.", examples = "16", required = true) long units) {

    static Kind of(Figures.OfKind row) {
      return new Kind(UnitKind.valueOf(row.kind()), row.units());
    }
  }

  @Schema(name = "FigureStatisticsGroup", description = "The same of a child.")
  @RegisterForReflection
  record OfChild(
      @Schema(description = "The child.", required = true) DirectoryEntry unit,
      @Schema(description = "Its figure.", required = true) UnitFiguresView.Line figure) {

    static OfChild of(FigureOfUnit child) {
      return new OfChild(child.unit(), child.line());
    }
  }
}
