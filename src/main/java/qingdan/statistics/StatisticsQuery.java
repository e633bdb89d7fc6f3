package qingdan.statistics;

import java.util.EnumSet;
import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.shared.ErrorCode;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;

/** What a statistic of problems is over, and into which parts it falls. */
public class StatisticsQuery {

  static final Set<String> FILTERS =
      Set.of(
          "unit", "campaign", "batch", "task", "category", "by", "asOf", "compareTo", "from", "to");

  private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";

  @QueryParam("unit")
  @Parameter(
      description = "Of this unit and all below it: an id, or `code:` and a code.",
      required = true,
      example = "code:120101000000")
  @Size(max = 80)
  public String unit;

  @QueryParam("campaign")
  @Parameter(
      description = "In this campaign, by its id. Needed unless `batch` or `task` says which.",
      example = ID)
  @Size(max = 36)
  public String campaign;

  @QueryParam("batch")
  @Parameter(
      description =
          "Only what is in this batch, by its id; what it handed on counts as `carriedOut`.",
      example = ID)
  @Size(max = 36)
  public String batch;

  @QueryParam("task")
  @Parameter(
      description = "Only problems of this task, by its id. Not together with `category`.",
      example = ID)
  @Size(max = 36)
  public String task;

  @QueryParam("category")
  @Parameter(
      description = "Only problems of this category, by its code. Not together with `task`.",
      example = "LIVELIHOOD")
  @Size(max = 60)
  public String category;

  @QueryParam("by")
  @Parameter(
      description =
          "In parts: child (the unit alone first, so that the parts make up the whole), kind, sector, status, category, task, origin (common and local tasks apart), batch, lead (unit that leads the task today, on a past day too), responsible (unit; current figures of at most 20,000 problems), day or month (each at its end). One sum when absent.",
      example = "child")
  @Size(max = 20)
  public String by;

  @QueryParam("asOf")
  @Parameter(
      description =
          "At the end of this day in the campaign's time zone, such as 2019-09-09, in the tree as it was then; now when absent. Not with `by=responsible`, `day` or `month`.")
  public String asOf;

  @QueryParam("compareTo")
  @Parameter(
      description =
          "A second day: its figures stand beside, as `compared`. Not with `by=responsible`, `day` or `month`.")
  public String compareTo;

  @QueryParam("from")
  @Parameter(
      description =
          "With `by=day` or `by=month`: the first day; 30 days or 12 months back when absent.")
  public String from;

  @QueryParam("to")
  @Parameter(
      description =
          "With `by=day` or `by=month`: the last day, at most 92 days or 60 months on; today when absent.")
  public String to;

  By by() {
    return by == null
        ? By.ALL
        : Lists.lowerOneOf("by", by, EnumSet.complementOf(EnumSet.of(By.ALL)));
  }

  /** The books keep one dimension apart at a time. */
  void requireServed() {
    var by = by();
    if (unit == null) {
      throw Refusal.parameter("unit", "required");
    }
    if (campaign == null && batch == null && task == null) {
      throw Refusal.parameter("campaign", "required");
    }
    if (task != null && category != null) {
      throw unserved("task", "category");
    }
    if (by.isByValue() && (task != null || category != null)) {
      throw unserved("by=" + this.by, task != null ? "task" : "category");
    }
    if (!by.isSeries() && (from != null || to != null)) {
      throw unserved(from != null ? "from" : "to", "by=" + this.by);
    }
    if (by.isSeries() && (asOf != null || compareTo != null)) {
      throw unserved("by=" + this.by, asOf != null ? "asOf" : "compareTo");
    }
    if (by == By.RESPONSIBLE && (asOf != null || compareTo != null)) {
      throw unserved("by=responsible", asOf != null ? "asOf" : "compareTo");
    }
  }

  private static Refusal unserved(String one, String other) {
    return new Refusal(
        ErrorCode.UNSUPPORTED_COMBINATION,
        one,
        other,
        "by=child|status|batch|responsible + task or category; by=kind|sector|category|task|origin|lead + batch; by=day|month + from, to, task or category; the others + asOf, compareTo");
  }
}
