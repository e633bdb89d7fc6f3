package qingdan.problem;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/**
 * What a unit is given from above by another feature: a finding of an inspection or a visit, or
 * what a meeting decides. It stands on the unit's list like every problem, and lives as they do.
 */
@ApplicationScoped
public class Assignment {

  /** Whose list it goes on, and what it says. */
  public record Given(
      UUID campaign,
      UUID batch,
      UUID task,
      String unit,
      String title,
      String description,
      String category,
      Map<String, Object> fields,
      Severity severity,
      Source source,
      UUID visit) {

    ProblemContent content() {
      return new ProblemContent(
          title, description, null, category, fields, severity, source, null, null);
    }
  }

  private final Reporting reporting;
  private final Rectification rectification;
  private final Problems problems;

  Assignment(Reporting reporting, Rectification rectification, Problems problems) {
    this.reporting = reporting;
    this.rectification = rectification;
    this.problems = problems;
  }

  /** The id of what was found: confirmed, and to be planned by the unit. */
  public UUID find(Given given) {
    return reporting.put(null, listOf(given), given.content(), given.visit(), "problem.found").id();
  }

  /** The id of what the unit has to do until a day: planned, with itself as the first measure. */
  public UUID assign(Given given, LocalDate deadline) {
    var problem = reporting.put(null, listOf(given), given.content(), null, "problem.assigned");
    var step = new PlanProblem.Step(null, given.title(), null, null);
    return rectification
        .plan(
            problem,
            new PlanProblem(problem.unitId().toString(), null, null, null, deadline, List.of(step)))
        .id();
  }

  /** 403 unless the caller is of the unit's supervising unit. */
  public void requireSupervision(UUID campaign, String unitPath) {
    reporting.requireSupervision(campaign, unitPath);
  }

  private ProblemList listOf(Given given) {
    var list = reporting.given("", given.batch(), given.task(), given.unit());
    if (!list.campaignId().equals(given.campaign())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/batch", "of-another-campaign");
    }
    return list;
  }

  /** Refuses a problem that the caller does not see, or that belongs to another campaign. */
  public void requireSeen(String pointer, UUID problem, UUID campaign) {
    try {
      if (problems.visible(problem.toString()).campaignId().equals(campaign)) {
        return;
      }
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference(pointer);
    }
    throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "of-another-campaign");
  }
}
