package qingdan.statistics;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Place;
import qingdan.ledger.Dimension;
import qingdan.ledger.Ledger;

/**
 * What a statistic is over, with the parts that it will have.
 *
 * @param days the day that is asked for and the one to compare with, or those of a series
 * @param children with {@code by=child}: a page of them
 */
record Frame(
    Place unit,
    Campaign campaign,
    UUID batch,
    UUID task,
    String category,
    By by,
    LocalDate today,
    List<LocalDate> days,
    List<Child> children,
    boolean isFirstPage) {

  /** The campaign whose days count. */
  @RegisterForReflection
  record Campaign(UUID id, String timeZone, String topPath, UUID topUnit) {

    ZoneId zone() {
      return ZoneId.of(timeZone);
    }
  }

  @RegisterForReflection
  record Child(
      UUID id, String code, String name, String kind, String tier, String path, boolean closed) {

    List<String> key() {
      return List.of(path);
    }
  }

  /** The same with a page of children. */
  Frame with(List<Child> page, boolean first) {
    return new Frame(unit, campaign, batch, task, category, by, today, days, page, first);
  }

  /** The same beside what it was on another day. */
  Frame besideThatOf(LocalDate other) {
    return new Frame(
        unit,
        campaign,
        batch,
        task,
        category,
        by,
        today,
        List.of(day(), other),
        children,
        isFirstPage);
  }

  /** The same days in one sum, beside no other. */
  Frame inOneSum() {
    return new Frame(unit, campaign, batch, task, category, By.ALL, today, days, List.of(), true);
  }

  LocalDate day() {
    return days.get(0);
  }

  /** The day that the whole is of: with a series, its last. */
  LocalDate last() {
    return by.isSeries() ? days.get(days.size() - 1) : day();
  }

  LocalDate comparedTo() {
    return by.isSeries() || days.size() < 2 ? null : days.get(1);
  }

  /** Tasks and categories are kept apart from each other, and from the days to closure. */
  boolean isUndivided() {
    return task == null && category == null;
  }

  /** Whether the parts are rows of their own in the books, of which those days are not kept. */
  boolean hasPartsApart() {
    return apart() != Ledger.Apart.NOTHING;
  }

  /** What makes rows of their own in the books. */
  Ledger.Apart apart() {
    return by.isByValue()
        ? Ledger.Apart.VALUE
        : by == By.BATCH ? Ledger.Apart.BATCH : Ledger.Apart.NOTHING;
  }

  /**
   * Which rows of the books hold the parts.
   *
   * @param subjects of these; null: problems
   */
  Ledger.Question question(Dimension dimension, Ledger.Apart apart, List<UUID> subjects) {
    var value = task != null ? task.toString() : category;
    return new Ledger.Question(
        units(),
        by == By.CHILD ? unit.id() : null,
        campaign.id(),
        batch,
        subjects,
        task != null ? Dimension.TASK : category != null ? Dimension.CATEGORY : dimension,
        value,
        apart,
        days,
        campaign.zone(),
        days.stream().anyMatch(day -> day.isBefore(today)));
  }

  /** That one, and with {@code by=child} those. */
  List<UUID> units() {
    var units = new ArrayList<UUID>();
    units.add(unit.id());
    children.forEach(child -> units.add(child.id()));
    return units;
  }

  /** Lists hold what is there today, and know neither kinds nor sectors. */
  Links links() {
    var links = new Links(Map.of("unit", unit.id().toString()));
    links = links.with("campaign", campaign.id());
    links = batch == null ? links : links.with("currentBatch", batch);
    links = task == null ? links : links.with("task", task);
    return category == null ? links : links.with("category", category);
  }
}
