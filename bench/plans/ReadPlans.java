import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads units and problems through the running service in every way the API has, and prints what
 * the database did for each: buffers touched by all statements of the request, those of the
 * heaviest one, and its time. The plans come from the log of the database; a request is repeated,
 * because the sixth execution of a statement may get another plan than the first.
 *
 * <p>Arguments: the address of the service, the password of its administrator, the JDBC URL, and
 * optionally a regular expression of the names of the readings to run, whose plans are then printed
 * unless {@code -Dbrief=true}. {@code -Dprovince=} names another province than the first.
 */
class ReadPlans {

  private static final int TIMES = Integer.getInteger("times", 7);

  private final Places places;
  private final Callers callers;

  ReadPlans(Places places, Callers callers) {
    this.places = places;
    this.callers = callers;
  }

  public static void main(String... args) throws Exception {
    try (var database = DriverManager.getConnection(args[2], "postgres", "postgres")) {
      var places = new Places(database);
      var bench = new ReadPlans(places, new Callers(args[0], args[1], places));
      var only = args.length > 3 ? args[3] : "";
      System.out.printf(
          "%-70s %6s %9s %9s %9s %9s%n", "reading", "rows", "all", "first", "last", "ms");
      for (var reading : new Readings(places).all()) {
        if (reading.name().matches(".*(" + only + ").*")) {
          bench.run(reading, !only.isEmpty() && !Boolean.getBoolean("brief"));
        }
      }
    }
  }

  private void run(Readings.Reading reading, boolean showPlan) throws Exception {
    var address = encode("/api/v1" + reading.path());
    callers.stayLoggedIn();
    for (int i = 0; i < reading.pagesBefore(); i++) {
      var next = callers.get(reading.who(), address).path("next");
      if (next.isMissingNode()) {
        break;
      }
      address = next.asText();
    }
    PlanLog.Work first = null;
    PlanLog.Work last = null;
    JsonNode answer = null;
    for (int i = 0; i < TIMES; i++) {
      var log = new PlanLog(places);
      answer = callers.get(reading.who(), address);
      last = log.end();
      first = first == null ? last : first;
    }
    var rows =
        answer.has("items")
            ? answer.get("items").size()
            : answer.has("count")
                ? answer.get("count").asInt()
                : answer.isArray() ? answer.size() : 1;
    System.out.printf(
        Locale.ROOT,
        "%-70s %6d %9d %9d %9d %9.2f%s%s%n",
        reading.name(),
        rows,
        last.all(),
        first.heaviest(),
        last.heaviest(),
        last.millis(),
        last.generic() ? " generic" : "",
        answer.has("code") && answer.has("status") && answer.has("requestId")
            ? " " + answer.get("code").asText()
            : "");
    if (showPlan && last.plan() != null) {
      last.print();
    }
  }

  private static String encode(String path) {
    var at = path.indexOf('?');
    if (at < 0) {
      return path;
    }
    var query = new ArrayList<String>();
    for (var parameter : path.substring(at + 1).split("&")) {
      var name = parameter.substring(0, parameter.indexOf('='));
      query.add(
          name
              + "="
              + URLEncoder.encode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8));
    }
    return path.substring(0, at + 1) + String.join("&", query);
  }
}
