package qingdan.statistics;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Figures told a second time, from the change log and the versions of units alone: what a problem
 * was at the end of a day is the sum of what was said of it until then.
 */
final class Recount {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Set<String> OPEN =
      Set.of("CONFIRMED", "PLANNED", "IN_PROGRESS", "ESCALATED", "CLAIMED", "RESOLVED");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One version of a unit. */
  record Unit(
      String id,
      String parent,
      String path,
      String kind,
      String sector,
      boolean closed,
      Instant from,
      Instant until) {}

  private record Said(Instant at, Map<String, String> fields) {}

  /** What a problem was at the end of a day. */
  record Standing(
      Map<String, String> fields,
      List<String> batches,
      LocalDate confirmed,
      LocalDate resolved,
      String resolvedDeadline,
      LocalDate closed,
      Unit unit,
      String rootPath) {

    String status() {
      return fields.get("status");
    }

    boolean is(String status) {
      return status.equals(status());
    }

    boolean isDuplicate() {
      return "DUPLICATE".equals(fields.get("dismissedAs"));
    }

    boolean isDue() {
      return OPEN.contains(status()) && !is("RESOLVED");
    }
  }

  private final List<Unit> units = new ArrayList<>();
  private final Map<String, List<Said>> problems = new HashMap<>();

  Recount(Connection connection, String campaign, String top) throws SQLException {
    readUnits(connection, top);
    readProblems(connection, campaign);
  }

  private void readUnits(Connection connection, String top) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select v.* from (
                select id, parent_id, path, kind, sector, closed_at is not null, valid_from, null as valid_to from unit
                union all
                select unit_id, parent_id, path, kind, sector, closed_at is not null, valid_from, valid_to from unit_past
            ) v join unit t on t.id = cast(? as uuid)
            where starts_with(v.path, t.path)
            """)) {
      statement.setString(1, top);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          units.add(
              new Unit(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getBoolean(6),
                  instant(rows.getTimestamp(7)),
                  instant(rows.getTimestamp(8))));
        }
      }
    }
  }

  private void readProblems(Connection connection, String campaign) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select c.entity_id, c.at, c.after from change c join problem p on p.id = c.entity_id
            where p.campaign_id = cast(? as uuid) and c.entity = 'problem' order by c.id
            """)) {
      statement.setString(1, campaign);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          problems
              .computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
              .add(new Said(instant(rows.getTimestamp(2)), fields(rows.getString(3))));
        }
      }
    }
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static Map<String, String> fields(String json) {
    var fields = new HashMap<String, String>();
    try {
      for (var entries = JSON.readTree(json).fields(); entries.hasNext(); ) {
        Map.Entry<String, JsonNode> entry = entries.next();
        fields.put(entry.getKey(), entry.getValue().isNull() ? null : entry.getValue().asText());
      }
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
    return fields;
  }

  static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZONE);
  }

  /** The version of the unit at the end of the day; null where it was not there. */
  Unit unit(String id, LocalDate day) {
    var end = day.plusDays(1).atStartOfDay(ZONE).toInstant();
    return units.stream()
        .filter(unit -> unit.id().equals(id) && unit.from().isBefore(end))
        .filter(unit -> unit.until() == null || !unit.until().isBefore(end))
        .findFirst()
        .orElse(null);
  }

  List<String> unitIds() {
    return units.stream().map(Unit::id).distinct().toList();
  }

  List<Unit> children(String parent, LocalDate day) {
    return unitIds().stream()
        .map(id -> unit(id, day))
        .filter(unit -> unit != null && parent.equals(unit.parent()))
        .sorted(Comparator.comparing(Unit::path))
        .toList();
  }

  List<Standing> standing(LocalDate day) {
    return problems.values().stream()
        .map(said -> standing(said, day))
        .filter(Objects::nonNull)
        .toList();
  }

  private Standing standing(List<Said> history, LocalDate day) {
    var fields = new HashMap<String, String>();
    var batches = new LinkedHashSet<String>();
    LocalDate confirmed = null;
    LocalDate resolved = null;
    LocalDate closed = null;
    String resolvedDeadline = null;
    for (var said : history) {
      if (day(said.at()).isAfter(day)) {
        break;
      }
      fields.putAll(said.fields());
      batches.add(fields.get("batch"));
      var status = said.fields().get("status");
      if ("CONFIRMED".equals(status) && confirmed == null) {
        confirmed = day(said.at());
      } else if ("RESOLVED".equals(status)) {
        resolved = day(said.at());
        resolvedDeadline = fields.get("deadline");
      } else if ("CLOSED".equals(status)) {
        closed = day(said.at());
      }
    }
    if (fields.isEmpty()) {
      return null;
    }
    var root = fields.get("root");
    return new Standing(
        fields,
        List.copyOf(batches),
        confirmed,
        resolved,
        resolvedDeadline,
        closed,
        unit(fields.get("unit"), day),
        root == null ? null : unit(lastSaid(root, "unit", day), day).path());
  }

  private String lastSaid(String problem, String field, LocalDate day) {
    return problems.get(problem).stream()
        .filter(said -> !day(said.at()).isAfter(day) && said.fields().containsKey(field))
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .fields()
        .get(field);
  }

  /**
   * The numbers of those that are chosen.
   *
   * @param within the path that they are below, where they are all that is; else null
   */
  static Map<String, Object> counts(
      List<Standing> all, Predicate<Standing> chosen, String batch, LocalDate day, String within) {
    var counts = new TreeMap<String, Object>();
    var of = all.stream().filter(chosen).toList();
    var here =
        of.stream()
            .filter(it -> batch == null || batch.equals(it.batches().get(it.batches().size() - 1)))
            .toList();
    put(counts, "reported", here, it -> it.is("REPORTED"));
    put(counts, "open", here, it -> OPEN.contains(it.status()));
    put(counts, "confirmed", here, it -> it.is("CONFIRMED"));
    put(counts, "planned", here, it -> it.is("PLANNED"));
    put(counts, "inProgress", here, it -> it.is("IN_PROGRESS"));
    put(counts, "escalated", here, it -> it.is("ESCALATED"));
    put(counts, "claimed", here, it -> it.is("CLAIMED"));
    put(counts, "resolved", here, it -> it.is("RESOLVED"));
    put(counts, "closed", here, it -> it.is("CLOSED"));
    put(counts, "dismissed", here, it -> it.is("DISMISSED"));
    put(counts, "duplicates", here, Standing::isDuplicate);
    put(counts, "found", here, it -> !it.isDuplicate());
    put(
        counts,
        "unplanned",
        here,
        it -> OPEN.contains(it.status()) && it.fields().get("deadline") == null);
    put(counts, "overdue", here, it -> it.isDue() && before(it.fields().get("deadline"), day));
    put(
        counts,
        "overdueByFirstDeadline",
        here,
        it -> it.isDue() && before(it.fields().get("firstDeadline"), day));
    Predicate<Standing> done = it -> it.is("RESOLVED") || it.is("CLOSED");
    put(
        counts,
        "resolvedOnTime",
        here,
        done.and(it -> notAfter(it.resolved(), it.resolvedDeadline())));
    put(
        counts,
        "resolvedOnTimeByFirstDeadline",
        here,
        done.and(it -> notAfter(it.resolved(), it.fields().get("firstDeadline"))));
    put(
        counts,
        "closedOnTime",
        here,
        it -> it.is("CLOSED") && notAfter(it.closed(), it.fields().get("deadline")));
    put(
        counts,
        "closedOnTimeByFirstDeadline",
        here,
        it -> it.is("CLOSED") && notAfter(it.closed(), it.fields().get("firstDeadline")));
    counts.put(
        "carriedIn",
        of.stream()
            .mapToLong(
                it ->
                    it.batches().stream()
                        .skip(1)
                        .filter(b -> batch == null || batch.equals(b))
                        .count())
            .sum());
    counts.put(
        "carriedOut",
        of.stream()
            .mapToLong(
                it ->
                    it.batches().stream()
                        .limit(it.batches().size() - 1L)
                        .filter(b -> batch == null || batch.equals(b))
                        .count())
            .sum());
    if (within != null) {
      long linked =
          of.stream()
              .filter(it -> it.fields().get("root") != null && !it.isDuplicate())
              .filter(it -> it.rootPath().startsWith(within))
              .count();
      counts.put("matters", (long) counts.get("found") - linked);
    }
    var took =
        here.stream()
            .filter(it -> it.is("CLOSED"))
            .mapToLong(it -> it.closed().toEpochDay() - it.confirmed().toEpochDay())
            .sorted()
            .toArray();
    long confirmed = (long) counts.get("open") + took.length;
    counts.put(
        "closureRate",
        confirmed == 0 ? null : Math.round(took.length * 10_000.0 / confirmed) / 10_000.0);
    counts.put(
        "meanDaysToClose",
        took.length == 0
            ? null
            : Math.round(Arrays.stream(took).sum() * 10_000.0 / took.length) / 10_000.0);
    if (within != null) {
      counts.put(
          "medianDaysToClose",
          took.length == 0 ? null : (took[(took.length - 1) / 2] + took[took.length / 2]) / 2.0);
    }
    return counts;
  }

  private static void put(
      Map<String, Object> counts, String name, List<Standing> of, Predicate<Standing> which) {
    counts.put(name, of.stream().filter(which).count());
  }

  private static boolean before(String deadline, LocalDate day) {
    return deadline != null && LocalDate.parse(deadline).isBefore(day);
  }

  private static boolean notAfter(LocalDate done, String deadline) {
    return deadline != null && !done.isAfter(LocalDate.parse(deadline));
  }
}
