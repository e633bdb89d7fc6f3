import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * A reading: what it is called, which ids it is read for, its address, and the part of the
 * throughput of pgbench that it must reach, if one was promised.
 */
record Reading(String name, String sample, String path, Double ofPgbench) {

  private static final int SAMPLES = 10;
  private static final String PROBLEMS = "/problems?limit=50&unit=%s";
  private static final String STATISTICS = "/statistics/problems?campaign=:campaign&unit=%s&by=";

  static final Reading STATUS = of("statistics, province", "PROVINCE", STATISTICS + "status");
  static final Reading SUMMARY = of("summary, province", "PROVINCE", "/units/%s/summary");

  static final List<Reading> ALL =
      List.of(
          new Reading("unit by id", unit("kind = 'VILLAGE'"), "/units/%s", 0.55),
          new Reading("children", unit("kind = 'COUNTY'"), "/units/%s/children?limit=50", 0.45),
          of("ancestors", "BRANCH", "/units/%s/ancestors"),
          of("subtree page", "COUNTY", "/units?unit=%s&limit=50"),
          of("search by name", "CITY", "/units?unit=%s&q=%%E5%%85%%9A%%E6%%94%%AF&limit=50"),
          new Reading(
              "problem by id",
              "select id from problem order by id limit " + SAMPLES,
              "/problems/%s",
              null),
          of("open problems, country", "COUNTRY", PROBLEMS + "&status=OPEN"),
          of("open problems, province", "PROVINCE", PROBLEMS + "&status=OPEN"),
          of("open problems, city", "CITY", PROBLEMS + "&status=OPEN"),
          of("open problems, county", "COUNTY", PROBLEMS + "&status=OPEN"),
          of("open problems, township", "TOWNSHIP", PROBLEMS + "&status=OPEN"),
          of("overdue problems, province", "PROVINCE", PROBLEMS + "&overdue=true"),
          of("escalated problems, province", "PROVINCE", PROBLEMS + "&status=ESCALATED"),
          SUMMARY,
          STATUS,
          of("statistics by task, province", "PROVINCE", STATISTICS + "task"),
          of("statistics by child, province", "PROVINCE", STATISTICS + "child"),
          of("statistics as of, province", "PROVINCE", STATISTICS + "status&asOf=:day"));

  private static Reading of(String name, String kind, String path) {
    return new Reading(name, unit("kind = '" + kind + "'"), path, null);
  }

  private static String unit(String where) {
    return "select id from unit where closed_at is null and %s order by md5(id::text) limit %d"
        .formatted(where, SAMPLES);
  }

  List<String> paths(Size size) throws SQLException {
    var campaign = size.value("select id from campaign limit 1");
    var day = LocalDate.now().minusDays(100).toString();
    return size.column(sample).stream()
        .map(id -> "/api/v1" + path.formatted(id))
        .map(address -> address.replace(":campaign", campaign).replace(":day", day))
        .toList();
  }

  /** Whether it may take a millisecond on the server beyond what every request takes. */
  boolean isFigure() {
    return name.startsWith("summary") || name.startsWith("statistics");
  }

  int seconds() {
    return ofPgbench == null ? Measure.SECONDS : 2 * Measure.SECONDS;
  }
}
