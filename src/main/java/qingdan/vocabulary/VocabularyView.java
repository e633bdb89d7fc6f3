package qingdan.vocabulary;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.Measures;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

@Schema(
    name = "Vocabulary",
    description = "Every word that the API uses as a value, with labels in English and Chinese.")
@RegisterForReflection(
    targets = {
      VocabularyView.class,
      VocabularyView.Term.class,
      VocabularyView.Kind.class,
      VocabularyView.ErrorTerm.class,
      VocabularyView.MoveTerm.class
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
        List<ErrorTerm> errors,
    @Schema(description = "Statuses of problems (状态).", required = true, maxItems = 20)
        List<Term> problemStatuses,
    @Schema(description = "Statuses of problem lists (清单状态).", required = true, maxItems = 20)
        List<Term> listStatuses,
    @Schema(description = "How grave problems are (严重程度).", required = true, maxItems = 20)
        List<Term> severities,
    @Schema(description = "Where problems are found (来源).", required = true, maxItems = 20)
        List<Term> sources,
    @Schema(description = "Why problems are escalated (上提理由).", required = true, maxItems = 20)
        List<Term> escalationGrounds,
    @Schema(description = "Why problems are dismissed (不予立项理由).", required = true, maxItems = 20)
        List<Term> dismissalReasons,
    @Schema(description = "How far measures are (措施状态).", required = true, maxItems = 20)
        List<Term> measureStates,
    @Schema(description = "What evidence is (佐证类型).", required = true, maxItems = 20)
        List<Term> evidenceTypes,
    @Schema(description = "What milestones are (节点类型).", required = true, maxItems = 20)
        List<Term> milestoneKinds,
    @Schema(
            description = "Whether reports of milestones bring evidence (佐证要求).",
            required = true,
            maxItems = 20)
        List<Term> evidenceRules,
    @Schema(description = "How guidance groups work (督导组类型).", required = true, maxItems = 20)
        List<Term> guidanceLevels,
    @Schema(
            description = "What members are in their guidance groups (组内职务).",
            required = true,
            maxItems = 20)
        List<Term> groupRoles,
    @Schema(description = "What it is that units owe (应办事项类型).", required = true, maxItems = 20)
        List<Term> obligationKinds,
    @Schema(
            description = "How far units are with what they owe (完成状态).",
            required = true,
            maxItems = 20)
        List<Term> obligationStates,
    @Schema(description = "How often series meet (会议周期).", required = true, maxItems = 20)
        List<Term> cadences,
    @Schema(description = "How far meetings are (会议状态).", required = true, maxItems = 20)
        List<Term> meetingStatuses,
    @Schema(
            description = "What became of the days of series (会议日状态).",
            required = true,
            maxItems = 20)
        List<Term> meetingDateStates,
    @Schema(
            description = "For whom in a unit guidance notes are (指导意见对象).",
            required = true,
            maxItems = 20)
        List<Term> audiences,
    @Schema(
            description = "How questions of checklists are answered (检查结果).",
            required = true,
            maxItems = 20)
        List<Term> answers,
    @Schema(description = "What became of findings (认定状态).", required = true, maxItems = 20)
        List<Term> findingStatuses,
    @Schema(description = "At what inspections are (检查场合).", required = true, maxItems = 20)
        List<Term> inspectionOccasions,
    @Schema(
            description = "How far units are with bulletins (签收状态).",
            required = true,
            maxItems = 20)
        List<Term> recipientStates,
    @Schema(description = "The life of a problem, move by move.", required = true, maxItems = 100)
        List<MoveTerm> problemMoves,
    @Schema(
            description = "The life of a problem list, move by move.",
            required = true,
            maxItems = 50)
        List<MoveTerm> listMoves) {

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

  @Schema(name = "MoveTerm", description = "A step: from where, to where, and who makes it.")
  record MoveTerm(
      @Schema(description = "The value.", examples = "PLAN", required = true) String code,
      @Schema(description = "In English.", examples = "Plan", required = true) String labelEn,
      @Schema(description = "In Chinese.", examples = "制定措施", required = true) String labelZh,
      @Schema(
              description =
                  "Sub-resource that makes it, by POST; null for what begins a life, an edit, and what the service does itself.",
              examples = "plan",
              nullable = true,
              required = true)
          String path,
      @Schema(
              description = "From which statuses; none for what begins a life.",
              examples = "[\"CONFIRMED\", \"PLANNED\"]",
              required = true,
              maxItems = 20)
          List<String> from,
      @Schema(
              description = "To which status; SAME, or BEFORE: back to where it was before.",
              examples = "PLANNED",
              required = true)
          String to,
      @Schema(
              description = "Who makes it, in English.",
              examples = "REPORTER of the owning or the responsible unit",
              required = true)
          String whoEn,
      @Schema(description = "Who makes it, in Chinese.", examples = "所属单位或责任单位填报人", required = true)
          String whoZh) {}
}
