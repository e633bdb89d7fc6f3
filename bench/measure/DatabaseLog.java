import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the service sends to its database from now on, as the log of the database tells it. */
final class DatabaseLog {

  /** A statement and its parameters. */
  record Sent(String text, Map<String, String> values, int session) {
    /** The driver sends "begin" and "commit" by itself. */
    boolean isQuery() {
      return text.contains(" ");
    }
  }

  private static final Pattern EXECUTED = Pattern.compile("execute [^:]+: (.*)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$([0-9]+) = (?:'((?:[^']++|'')*+)'|NULL)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Size size;
  private final Path file;
  private final long from;

  DatabaseLog(Size size) throws Exception {
    this.size = size;
    size.rest();
    size.set("log_statement", "all");
    file =
        Path.of(
            size.value("show data_directory"), size.value("select pg_current_logfile('jsonlog')"));
    from = Files.size(file);
  }

  List<Sent> end() throws Exception {
    // the log is written by a process of its own, in the order in which it is told
    var end = "the end " + System.nanoTime();
    size.column("select '" + end + "'");
    Size.until(30, () -> read().contains(end), "the log tells the end");
    size.set("log_statement", "none");
    var all = new ArrayList<Sent>();
    for (var line : read().split("\n")) {
      // the log is written while it is read: its first and last line may be parts
      if (line.startsWith("{") && line.endsWith("}")) {
        var entry = JSON.readTree(line);
        var said = EXECUTED.matcher(entry.path("message").asText());
        if (said.matches() && entry.path("application_name").asText().equals("qingdan")) {
          all.add(new Sent(said.group(1), values(entry), entry.path("pid").asInt()));
        }
      }
    }
    return all;
  }

  private static Map<String, String> values(JsonNode entry) {
    var values = new TreeMap<String, String>();
    var parameters = PARAMETER.matcher(entry.path("detail").asText());
    while (parameters.find()) {
      if (parameters.group(2) != null) {
        values.put(parameters.group(1), parameters.group(2).replace("''", "'"));
      }
    }
    return values;
  }

  private String read() throws IOException {
    try (var in = Files.newByteChannel(file)) {
      in.position(from);
      return new String(Channels.newInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
