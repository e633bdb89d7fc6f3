package qingdan.problem;

import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a list of problems. */
public class ProblemQuery {

  static final Set<String> FILTERS =
      Set.of(
          "unit",
          "depth",
          "responsibleUnit",
          "jointUnit",
          "escalatedTo",
          "campaign",
          "batch",
          "currentBatch",
          "list",
          "task",
          "root",
          "visit",
          "group",
          "guidedBy",
          "contact",
          "category",
          "status",
          "severity",
          "source",
          "label",
          "deadlineFrom",
          "deadlineTo",
          "overdue",
          "dueWithin",
          "planned",
          "dismissedAs",
          "q",
          "sort");

  @QueryParam("unit")
  @Parameter(
      description = "Only problems of this unit's part of the tree: an id, or `code:` and a code.")
  @Size(max = 80)
  public String unit;

  @QueryParam("depth")
  @Parameter(
      description = "With `unit`: self, children or subtree (the default, the unit included).")
  public String depth;

  @QueryParam("responsibleUnit")
  @Parameter(
      description =
          "Only what this unit answers for, wherever it stands: an id, or `code:` and a code.")
  @Size(max = 80)
  public String responsibleUnit;

  @QueryParam("jointUnit")
  @Parameter(
      description =
          "Only what this unit works on jointly, wherever it stands: an id, or `code:` and a code.")
  @Size(max = 80)
  public String jointUnit;

  @QueryParam("escalatedTo")
  @Parameter(
      description = "Only what waits for this unit to claim it: an id, or `code:` and a code.")
  @Size(max = 80)
  public String escalatedTo;

  @QueryParam("campaign")
  @Parameter(description = "Only problems of this campaign, by its id.")
  public String campaign;

  @QueryParam("batch")
  @Parameter(
      description =
          "Only problems that are in this batch, or were carried over from it, by its id.")
  public String batch;

  @QueryParam("currentBatch")
  @Parameter(
      description =
          "Only problems that are in this batch now, by its id: not what it has handed on.")
  public String currentBatch;

  @QueryParam("list")
  @Parameter(description = "Only problems of this list, by its id.")
  public String list;

  @QueryParam("task")
  @Parameter(description = "Only problems of this task, by its id.")
  public String task;

  @QueryParam("root")
  @Parameter(description = "Only symptoms of this problem, by its id.")
  public String root;

  @QueryParam("visit")
  @Parameter(
      description =
          "Only problems that were found on this visit, by its id: opened within it, or named by it.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String visit;

  @QueryParam("group")
  @Parameter(
      description =
          "Only problems that were found on visits of this guidance group, by its id; `guidedBy` holds all that it follows up.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String group;

  @QueryParam("guidedBy")
  @Parameter(
      description =
          "Only problems of the units that this guidance group guides now, and of all below them, in its campaign, by its id; with `unit` those in that unit's part of the tree.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String guidedBy;

  @QueryParam("contact")
  @Parameter(
      description = "Only problems that were found on visits of this contact, by its id.",
      example = "01890a5d-ac96-774b-bcce-b302099a8057")
  @Size(max = 36)
  public String contact;

  @QueryParam("category")
  @Parameter(description = "Only problems of this category, by its code.")
  @Size(max = 40)
  public String category;

  @QueryParam("status")
  @Parameter(
      description =
          "Only problems of this status; OPEN stands for CONFIRMED to RESOLVED, FINAL for CLOSED and DISMISSED.")
  public String status;

  @QueryParam("severity")
  @Parameter(description = "MINOR, MAJOR or CRITICAL.")
  public String severity;

  @QueryParam("source")
  @Parameter(
      description = "SELF_CHECK, INSPECTION, GUIDANCE, PETITION, PUBLIC, SUPERIOR or MEETING.")
  public String source;

  @QueryParam("label")
  @Parameter(description = "Only problems that bear this label.")
  @Size(min = 1, max = 40)
  public String label;

  @QueryParam("deadlineFrom")
  @Parameter(description = "Only deadlines from this day on, such as 2026-11-01.")
  public String deadlineFrom;

  @QueryParam("deadlineTo")
  @Parameter(description = "Only deadlines to this day, included.")
  public String deadlineTo;

  @QueryParam("overdue")
  @Parameter(
      description =
          "true: open, not resolved, and past their deadline today, in the campaign's time zone; false: all others.")
  public String overdue;

  @QueryParam("dueWithin")
  @Parameter(description = "Only deadlines from today to so many days on, 0 to 366.")
  @Min(0)
  @Max(366)
  public Integer dueWithin;

  @QueryParam("planned")
  @Parameter(
      description = "true: open and with a deadline; false: open and without one.",
      example = "false")
  @Size(max = 5)
  public String planned;

  @QueryParam("dismissedAs")
  @Parameter(
      description =
          "Only what was dismissed for this reason, as /vocabulary lists them: DUPLICATE for what is another problem's double.",
      example = "DUPLICATE")
  @Size(max = 40)
  public String dismissedAs;

  @QueryParam("q")
  @Parameter(description = "Part of the title, 1 to 100 characters; upper and lower case are one.")
  @Size(min = 1, max = 100)
  public String q;

  /** Filters that find few rows by an index of their own, whatever else is asked. */
  boolean isNarrow() {
    return list != null
        || root != null
        || visit != null
        || group != null
        || contact != null
        || responsibleUnit != null
        || jointUnit != null
        || escalatedTo != null
        || "self".equals(depth);
  }

  boolean asksForFinal() {
    return dismissedAs != null
        || status != null && Set.of("FINAL", "CLOSED", "DISMISSED").contains(status);
  }

  boolean asksForDeadlines() {
    return deadlineFrom != null
        || deadlineTo != null
        || dueWithin != null
        || planned != null
        || "true".equals(overdue);
  }
}
