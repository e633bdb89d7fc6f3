package qingdan.unit;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    name = "Vocabulary",
    description = "Every word that the API uses as a value, with labels in English and Chinese.")
@RegisterForReflection(
    targets = {
      VocabularyView.class,
      VocabularyView.Term.class,
      VocabularyView.Kind.class,
      VocabularyView.ErrorTerm.class
    })
record VocabularyView(
    @Schema(description = "Kinds of units (单位类型).", required = true, maxItems = 100)
        List<Kind> kinds,
    @Schema(
            description = "Administrative tiers (层级), highest first.",
            required = true,
            maxItems = 20)
        List<Term> tiers,
    @Schema(description = "Sectors (领域).", required = true, maxItems = 100) List<Term> sectors,
    @Schema(description = "Roles of grants (角色).", required = true, maxItems = 20) List<Term> roles,
    @Schema(
            description = "Measures of figures (基本数据); an open list.",
            required = true,
            maxItems = Measures.MOST)
        List<Term> measures,
    @Schema(description = "Codes of errors.", required = true, maxItems = 500)
        List<ErrorTerm> errors) {

  @Schema(name = "Term", description = "A value and how people call it.")
  record Term(
      @Schema(description = "The value.", examples = "COUNTY", required = true) String code,
      @Schema(description = "In English.", examples = "County", required = true) String labelEn,
      @Schema(description = "In Chinese.", examples = "县级", required = true) String labelZh) {}

  @Schema(name = "KindTerm", description = "A kind of unit and the tier that it gets by default.")
  record Kind(
      @Schema(description = "The value.", required = true) UnitKind code,
      @Schema(description = "In English.", examples = "County or district", required = true)
          String labelEn,
      @Schema(description = "In Chinese.", examples = "县（区）", required = true) String labelZh,
      @Schema(description = "Tier of a new unit that names none.", required = true)
          Tier defaultTier) {}

  @Schema(name = "ErrorTerm", description = "An error that a caller can see.")
  record ErrorTerm(
      @Schema(description = "Stable code.", examples = "not-found", required = true) String code,
      @Schema(description = "HTTP status.", examples = "404", required = true) int status,
      @Schema(
              description = "Title in the caller's language.",
              examples = "Not found",
              required = true)
          String title) {}
}
