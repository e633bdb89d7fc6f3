import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the log of the database tells of the statements of a request, from now on. */
final class PlanLog {

  private static final Duration LOG_IS_LATE = Duration.ofSeconds(30);

  /** Buffers of all statements and of the heaviest one, with its time and plan. */
  record Work(long all, long heaviest, double millis, boolean generic, JsonNode plan) {
    void print() {
      PlanLog.print(plan, "    ");
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final Places places;
  private final String file;
  private final long from;

  PlanLog(Places places) throws SQLException {
    this.places = places;
    this.file = places.value("select pg_current_logfile('jsonlog')");
    this.from = size(file);
  }

  /**
   * The log is written by a process of its own, in the order in which it is told: what it says of
   * the request is there when it tells the statement that was sent after it.
   */
  Work end() throws Exception {
    var end = "the end " + System.nanoTime();
    places.value("select '" + end + "'");
    var last = System.nanoTime() + LOG_IS_LATE.toNanos();
    var text = "";
    while (!text.contains(end)) {
      if (System.nanoTime() > last) {
        throw new IllegalStateException("the log does not tell the end of a request: " + file);
      }
      text =
          places.value(
              "select pg_read_file('%s', %d, %d)".formatted(file, from, size(file) - from));
    }
    long all = 0;
    long most = -1;
    double millis = 0;
    boolean generic = false;
    JsonNode heaviest = null;
    for (var line : text.split("\n")) {
      var entry =
          line.startsWith("{") && line.endsWith("}")
              ? json.readTree(line)
              : json.createObjectNode();
      var message = entry.path("message").asText();
      var start = message.indexOf("plan:\n");
      if (start < 0 || !entry.path("application_name").asText().equals("qingdan")) {
        continue;
      }
      var plan = json.readTree(message.substring(start + "plan:\n".length()));
      var top = plan.get("Plan");
      long buffers =
          top.path("Shared Hit Blocks").asLong() + top.path("Shared Read Blocks").asLong();
      all += buffers;
      if (buffers > most) {
        most = buffers;
        millis =
            Double.parseDouble(message.substring("duration: ".length(), message.indexOf(" ms")));
        heaviest = top;
        generic = top.toString().matches(".*(Cond|Filter)\":\"[^\"]*\\$\\d.*");
      }
    }
    return new Work(all, most, millis, generic, heaviest);
  }

  private static void print(JsonNode node, String indent) {
    var text = new StringBuilder(indent + node.path("Node Type").asText());
    for (var field :
        List.of(
            "Index Name",
            "Relation Name",
            "Index Cond",
            "Recheck Cond",
            "Filter",
            "Rows Removed by Filter",
            "Actual Rows",
            "Plan Rows",
            "Shared Hit Blocks",
            "Shared Read Blocks",
            "Sort Key")) {
      if (node.has(field)) {
        text.append(", ")
            .append(field)
            .append(": ")
            .append(node.get(field).isTextual() ? node.get(field).asText() : node.get(field));
      }
    }
    System.out.println(text);
    node.path("Plans").forEach(child -> print(child, indent + "  "));
  }

  private long size(String file) throws SQLException {
    return Long.parseLong(places.value("select size from pg_stat_file('" + file + "')"));
  }
}
