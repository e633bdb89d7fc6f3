package qingdan.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.inspection.KnownRounds;
import qingdan.obligation.ObligationKind;
import qingdan.obligation.OwedBelow;
import qingdan.problem.ProblemStatus;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Sector;

@Schema(
    name = "Briefing",
    description =
        "What a meeting reads (简报): the office's part of the tree, now and when the series was last held.")
@RegisterForReflection
record Briefing(
    @Schema(description = "Id of the meeting.", required = true) UUID meeting,
    @Schema(description = "Name of its series.", examples = "巡回督导组组长例会", required = true)
        String name,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "The unit whose office holds it.", required = true) DirectoryEntry office,
    @Schema(
            description =
                "The day of the last meeting that the series held before; `before` is at its end. Null for the first, as is every `before`.",
            examples = "2019-09-16",
            nullable = true,
            required = true)
        LocalDate since,
    @Schema(
            description = "The day on which it was composed.",
            examples = "2019-09-30",
            required = true)
        LocalDate asOf,
    @Schema(description = "The moment at which it was composed.", required = true)
        Instant composedAt,
    @Schema(description = "Problems by status.", required = true, maxItems = 9)
        List<OfStatus> statuses,
    @Schema(
            description = "Problems by task, in the order of the tasks; those of none last.",
            required = true,
            maxItems = 1000)
        List<OfTask> tasks,
    @Schema(
            description = "Overdue problems by the unit that leads their task, most first.",
            required = true,
            maxItems = 1000)
        List<OfLead> leads,
    @Schema(
            description = "Escalations that wait for a unit of the office's part of the tree.",
            required = true)
        Escalations escalations,
    @Schema(
            description = "Milestones that were due and that units have not reached.",
            required = true,
            maxItems = 20)
        List<MilestoneGap> milestones,
    @Schema(
            description =
                "What the units of the office's part of the tree owe by that day and have done of it, by kind: milestones and prescribed actions, visits, receipts of guidance notes and bulletins, answers, meetings. Absent in briefings that were kept before it was told.",
            maxItems = 20)
        List<OwedBelow.OfKind> owed,
    @Schema(description = "Whom guidance groups do not reach.", required = true)
        GuidanceGap guidance,
    @Schema(
            description =
                "Whom leaders do not keep in touch with. Absent in briefings that were kept before it was told.")
        ContactGap contacts,
    @Schema(
            description =
                "Plans of visits that have begun and have units that nobody has visited, the first due first. Absent in briefings that were kept before it was told.",
            maxItems = 20)
        List<VisitGap> visits,
    @Schema(
            description = "Rounds of inspections, the latest first.",
            required = true,
            maxItems = 20)
        List<KnownRounds.Line> rounds,
    @Schema(
            description =
                "Findings of inspections and visits that wait to be accepted or rejected. Absent in briefings that were kept before it was told.")
        WaitingFindings findings,
    @Schema(description = "What the series decided and is not done.", required = true)
        OpenDecisions decisions) {

  @Schema(name = "BriefingOfStatus", description = "How many problems stand so.")
  @RegisterForReflection
  record OfStatus(
      @Schema(description = "The status.", required = true) ProblemStatus status,
      @Schema(
              description = "At the end of the day of the last meeting, or null.",
              examples = "18",
              nullable = true,
              required = true)
          Long before,
      @Schema(description = "Now.", examples = "20", required = true) long now) {}

  @Schema(name = "BriefingOfTask", description = "The problems of a task.")
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfTask(
      @Schema(description = "Id of the task; absent for problems of none.") UUID task,
      @Schema(description = "Its name; absent for problems of none.", examples = "整治形式主义")
          String name,
      @Schema(description = "The unit that leads it; absent where none does.") DirectoryEntry lead,
      @Schema(description = "Open ones.", required = true) Movement open,
      @Schema(description = "Closed ones.", required = true) Movement closed,
      @Schema(description = "Overdue ones.", required = true) Movement overdue) {}

  @Schema(name = "BriefingOfLead", description = "What is overdue in the tasks of a unit.")
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfLead(
      @Schema(description = "The unit; absent for tasks that none leads, and for no task.")
          DirectoryEntry unit,
      @Schema(description = "Overdue problems.", required = true) Movement overdue) {}

  @Schema(name = "BriefingMovement", description = "A number then and now.")
  @RegisterForReflection
  record Movement(
      @Schema(
              description = "At the end of the day of the last meeting, or null.",
              examples = "18",
              nullable = true,
              required = true)
          Long before,
      @Schema(description = "Now.", examples = "20", required = true) long now) {}

  @Schema(name = "BriefingEscalations", description = "Escalations that wait to be claimed.")
  @RegisterForReflection
  record Escalations(
      @Schema(description = "How many.", examples = "5", required = true) long waiting,
      @Schema(description = "The longest waiting ones.", required = true, maxItems = 20)
          List<Escalation> oldest) {}

  @Schema(name = "BriefingEscalation", description = "An escalation that waits to be claimed.")
  @RegisterForReflection
  record Escalation(
      @Schema(description = "Id of the problem.", required = true) UUID problem,
      @Schema(description = "What is wrong.", examples = "村内排水不畅", required = true) String title,
      @Schema(description = "Name of the unit.", examples = "某村", required = true) String unit,
      @Schema(description = "Name of the unit that is asked.", examples = "某区", required = true)
          String asked,
      @Schema(description = "Since when it waits.", required = true) Instant since) {}

  @Schema(name = "BriefingMilestone", description = "A milestone that units have not reached.")
  @RegisterForReflection
  record MilestoneGap(
      @Schema(description = "Id of the milestone.", required = true) UUID id,
      @Schema(
              description =
                  "What units owe of it: MILESTONE or PRESCRIBED_ACTION. Null in briefings that were kept before it was told.",
              nullable = true)
          ObligationKind kind,
      @Schema(description = "Its name.", examples = "召开动员会", required = true) String name,
      @Schema(description = "When it was due.", required = true) LocalDate dueOn,
      @Schema(description = "Units that owe it.", examples = "39", required = true) long expected,
      @Schema(description = "Of these, not done.", examples = "2", required = true) long missing) {}

  @Schema(name = "BriefingGuidance", description = "Whom guidance groups do not reach.")
  @RegisterForReflection
  record GuidanceGap(
      @Schema(description = "Units enrolled in open batches.", examples = "39", required = true)
          long enrolled,
      @Schema(description = "Of these, without a group.", examples = "1", required = true)
          long withoutGroup,
      @Schema(
              description = "Groups of the office's part of the tree.",
              examples = "8",
              required = true)
          long groups,
      @Schema(
              description = "Of these, without a visit since the last meeting.",
              examples = "2",
              nullable = true,
              required = true)
          Long withoutVisit,
      @Schema(
              description =
                  "The first of the units without a group by their place in the tree. Null in briefings that were kept before it was told.",
              nullable = true,
              maxItems = 20)
          List<DirectoryEntry> unitsWithout) {}

  @Schema(name = "BriefingContacts", description = "Whom leaders do not keep in touch with.")
  @RegisterForReflection
  record ContactGap(
      @Schema(description = "Units enrolled in open batches.", examples = "39", required = true)
          long enrolled,
      @Schema(
              description = "Of these, without a contact of their own or of their sector.",
              examples = "1",
              required = true)
          long withoutContact,
      @Schema(
              description = "The first of them by their place in the tree.",
              required = true,
              maxItems = 20)
          List<DirectoryEntry> unitsWithout,
      @Schema(
              description = "Contacts of the office's part of the tree.",
              examples = "12",
              required = true)
          long contacts,
      @Schema(
              description = "Of these, without a visit since the last meeting; null for the first.",
              examples = "2",
              nullable = true,
              required = true)
          Long withoutVisit,
      @Schema(
              description =
                  "The first of them, whose last visit is longest ago; none for the first meeting.",
              required = true,
              maxItems = 20)
          List<SilentContact> silent,
      @Schema(
              description =
                  "Visits that leaders of these contacts planned and have not made, though their days are over. Null in briefings that were kept before it was told.",
              examples = "2",
              nullable = true)
          Long visitsOverdue,
      @Schema(
              description =
                  "The first of them, longest overdue first. Null in briefings that were kept before it was told.",
              nullable = true,
              maxItems = 20)
          List<OverdueVisit> overdueVisits,
      @Schema(
              description =
                  "Units that leaders of the office's part of the tree have taken on and whose plan is not closed, though its deadline is past. Null in briefings that were kept before it was told.",
              examples = "1",
              nullable = true)
          Long adoptionsOverdue) {}

  @Schema(name = "BriefingOverdueVisit", description = "A planned visit that is not made in time.")
  @RegisterForReflection
  record OverdueVisit(
      @Schema(description = "Id of the contact.", required = true) UUID contact,
      @Schema(description = "The leader.", examples = "王某", required = true) String leader,
      @Schema(
              description = "Name of the unit that the contact is with; null for a sector.",
              examples = "某市",
              nullable = true,
              required = true)
          String unit,
      @Schema(
              description = "The sector that the contact is with; null for a unit.",
              nullable = true,
              required = true)
          Sector sector,
      @Schema(
              description = "By which day it was planned.",
              examples = "2019-09-30",
              required = true)
          LocalDate day) {}

  @Schema(
      name = "BriefingSilentContact",
      description = "A contact without a visit since the last meeting.")
  @RegisterForReflection
  record SilentContact(
      @Schema(description = "Id of the contact.", required = true) UUID id,
      @Schema(description = "The leader.", examples = "王某", required = true) String leader,
      @Schema(
              description = "Name of the unit that the contact is with; null for a sector.",
              examples = "某市",
              nullable = true,
              required = true)
          String unit,
      @Schema(
              description = "The sector that the contact is with; null for a unit.",
              nullable = true,
              required = true)
          Sector sector,
      @Schema(
              description = "The last visit by this contact; null where there was none.",
              examples = "2019-09-12",
              nullable = true,
              required = true)
          LocalDate lastVisitedOn) {}

  @Schema(
      name = "BriefingVisitPlan",
      description = "A plan with units that nobody has visited yet.")
  @RegisterForReflection
  record VisitGap(
      @Schema(description = "Id of the plan.", required = true) UUID id,
      @Schema(description = "Its name.", examples = "遍访贫困村", required = true) String name,
      @Schema(description = "When it is due.", examples = "2019-11-30", required = true)
          LocalDate dueOn,
      @Schema(description = "Units to visit.", examples = "160", required = true) long expected,
      @Schema(description = "Of these, not visited yet.", examples = "3", required = true)
          long missing,
      @Schema(
              description = "The first of them by their place in the tree.",
              required = true,
              maxItems = 5)
          List<DirectoryEntry> units) {}

  @Schema(name = "BriefingFindings", description = "Findings that nobody has decided on.")
  @RegisterForReflection
  record WaitingFindings(
      @Schema(
              description = "How many, at units of the office's part of the tree.",
              examples = "4",
              required = true)
          long waiting,
      @Schema(description = "The longest waiting ones.", required = true, maxItems = 20)
          List<WaitingFinding> oldest) {}

  @Schema(name = "BriefingFinding", description = "A finding that nobody has decided on.")
  @RegisterForReflection
  record WaitingFinding(
      @Schema(description = "Id of the finding.", required = true) UUID finding,
      @Schema(description = "What was found.", examples = "问题清单未公示", required = true) String title,
      @Schema(description = "Name of the unit.", examples = "某镇", required = true) String unit,
      @Schema(
              description = "When the unit was inspected or visited.",
              examples = "2019-10-09",
              required = true)
          LocalDate inspectedOn) {}

  @Schema(name = "BriefingDecisions", description = "Decisions whose problems are not final.")
  @RegisterForReflection
  record OpenDecisions(
      @Schema(description = "How many.", examples = "3", required = true) long open,
      @Schema(
              description = "The first of them, earliest due first.",
              required = true,
              maxItems = 50)
          List<DecisionView> items) {}
}
