package qingdan.obligation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.ledger.Balance;
import qingdan.ledger.Dimension;
import qingdan.ledger.Ledger;
import qingdan.ledger.Ledger.Apart;
import qingdan.shared.Days;
import qingdan.shared.Sql;

/** How many units of a subtree owe, have done and are missing, at the end of a day. */
@ApplicationScoped
public class Coverage {

  /**
   * A part of the whole: the unit alone, a child of it, or a value of a dimension, which may be
   * none.
   */
  public record Part(UUID unit, boolean alone, String key, String value, CoverageCounts counts) {}

  /** The whole, and its parts in the order of their keys. */
  public record Answer(CoverageCounts total, List<Part> parts) {}

  private record Row(UUID unit, boolean own, String value) {}

  @RegisterForReflection
  public record Child(UUID id, String path) {}

  private final Ledger ledger;
  private final Sql sql;
  private final Clock clock;

  Coverage(Ledger ledger, Sql sql, Clock clock) {
    this.ledger = ledger;
    this.sql = sql;
    this.clock = clock;
  }

  public CoverageCounts of(Subject subject, UUID unit, LocalDate day) {
    return of(subject, Set.of(unit), day).getOrDefault(unit, CoverageCounts.NOTHING);
  }

  /** The same of many units in one reading; those of which nothing is owed are left out. */
  public Map<UUID, CoverageCounts> of(Subject subject, Set<UUID> units, LocalDate day) {
    return balances(subject, List.copyOf(units), null, Dimension.NONE, day).entrySet().stream()
        .collect(Collectors.toMap(row -> row.getKey().unit(), Map.Entry::getValue));
  }

  /**
   * The same of many subjects of a campaign in one reading; those of which nothing is owed are left
   * out.
   */
  public Map<UUID, CoverageCounts> of(
      UUID campaign, List<UUID> subjects, UUID unit, LocalDate day, ZoneId zone) {
    if (subjects.isEmpty()) {
      return Map.of();
    }
    return ledger
        .balances(
            new Ledger.Question(
                List.of(unit),
                null,
                campaign,
                null,
                subjects,
                Dimension.NONE,
                null,
                Apart.NOTHING,
                List.of(day),
                zone,
                isPast(zone, day)))
        .stream()
        .collect(Collectors.toMap(Balance::subject, CoverageCounts::of));
  }

  /** In the parts that are asked for: a page of them; children are those that were given. */
  public Answer answer(
      Subject subject,
      UUID unit,
      LocalDate day,
      CoverageQuery.By by,
      List<Child> children,
      String after,
      int fetch) {
    if (by == null) {
      return new Answer(of(subject, unit, day), List.of());
    }
    if (by == CoverageQuery.By.CHILD) {
      return byChild(subject, unit, day, children, after == null);
    }
    var all = by(by.dimension(), subject, unit, day);
    return new Answer(
        all.total(),
        all.parts().stream()
            .filter(part -> after == null || part.key().compareTo(after) > 0)
            .limit(fetch)
            .toList());
  }

  /** Every value that anything was owed for, with the sum of all. */
  public Answer by(Dimension dimension, Subject subject, UUID unit, LocalDate day) {
    var parts =
        balances(subject, List.of(unit), null, dimension, day).entrySet().stream()
            .map(
                row -> {
                  var value = row.getKey().value();
                  return new Part(
                      null, false, Objects.requireNonNullElse(value, ""), value, row.getValue());
                })
            .filter(part -> !part.counts().equals(CoverageCounts.NOTHING))
            .sorted(Comparator.comparing(Part::key))
            .toList();
    return new Answer(
        parts.stream().map(Part::counts).reduce(CoverageCounts.NOTHING, CoverageCounts::plus),
        parts);
  }

  /** The unit alone, where it is the first page, and those below it. */
  private Answer byChild(
      Subject subject, UUID unit, LocalDate day, List<Child> children, boolean first) {
    var asked = new ArrayList<>(List.of(unit));
    children.forEach(child -> asked.add(child.id()));
    var balances = balances(subject, asked, unit, Dimension.NONE, day);
    var parts = new ArrayList<Part>();
    if (first) {
      parts.add(new Part(unit, true, "", null, counts(balances, unit, true)));
    }
    for (var child : children) {
      parts.add(
          new Part(child.id(), false, child.path(), null, counts(balances, child.id(), false)));
    }
    return new Answer(counts(balances, unit, false), parts);
  }

  /** Those directly below the unit as the tree stood that day, by their places. */
  public List<Child> children(Subject subject, UUID unit, LocalDate day, String after, int fetch) {
    return sql.list(
        Child.class,
        """
        select id, path from (
            select id, path, closed_at from unit where parent_id = ?1 and (not ?2 or valid_from < ?3)
            union all
            select unit_id, path, closed_at from unit_past
            where ?2 and parent_id = ?1 and valid_from < ?3 and valid_to >= ?3
        ) c
        where closed_at is null and path > ?4 order by path limit ?5
        """,
        unit,
        isPast(subject, day),
        Days.endOf(day, subject.zone()),
        after == null ? "" : after,
        fetch);
  }

  /** With those that have reported the figure beside all, where it is counted in one. */
  private Map<Row, CoverageCounts> balances(
      Subject subject, List<UUID> units, UUID alone, Dimension dimension, LocalDate day) {
    var rows = new LinkedHashMap<Row, CoverageCounts>();
    for (var balance :
        ledger.balances(
            new Ledger.Question(
                units,
                alone,
                subject.campaign(),
                null,
                subject.booked(),
                dimension,
                null,
                dimension == Dimension.NONE ? Apart.NOTHING : Apart.VALUE,
                List.of(day),
                subject.zone(),
                isPast(subject, day)))) {
      var counts =
          balance.subject().equals(subject.id())
              ? CoverageCounts.of(balance)
              : CoverageCounts.ofReported(balance);
      rows.merge(
          new Row(balance.unit(), balance.own(), balance.value()), counts, CoverageCounts::plus);
    }
    return rows;
  }

  private boolean isPast(Subject subject, LocalDate day) {
    return isPast(subject.zone(), day);
  }

  private boolean isPast(ZoneId zone, LocalDate day) {
    return day.isBefore(LocalDate.ofInstant(clock.instant(), zone));
  }

  private static CoverageCounts counts(
      Map<Row, CoverageCounts> balances, UUID unit, boolean alone) {
    return balances.getOrDefault(new Row(unit, alone, null), CoverageCounts.NOTHING);
  }
}
