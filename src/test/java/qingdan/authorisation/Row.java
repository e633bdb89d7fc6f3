package qingdan.authorisation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A row of the authorisation matrix. */
record Row(String operation, Rule rule, Set<String> roles, Map<String, Integer> exceptions) {

  static final String NOBODY = "NOBODY";
  static final List<String> ROLES =
      List.of("VIEWER", "REPORTER", "SUPERVISOR", "INSPECTOR", "ADMIN", NOBODY);

  static List<Row> all() {
    var stream = Row.class.getResourceAsStream("/authorisation-matrix.csv");
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).skip(1).map(Row::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int status(String role, Spot spot) {
    var holdsAny = !role.equals(NOBODY) && !(rule.isOfWork() && role.equals("ADMIN"));
    var listed = holdsAny && (roles.contains("all") || roles.contains(role));
    return exceptions.getOrDefault(role + "@" + spot, rule.status(listed, holdsAny, spot));
  }

  boolean lists(String role, Spot spot) {
    return !role.equals(NOBODY)
        && (rule == Rule.GATHER ? spot.isInLine() : spot.isInScope())
        && (roles.contains("all") || roles.contains(role));
  }

  private static Row of(String line) {
    var fields = line.split(",", -1);
    var exceptions = new HashMap<String, Integer>();
    for (var exception : words(fields[3])) {
      var parts = exception.split("=");
      exceptions.put(parts[0], Integer.valueOf(parts[1]));
    }
    return new Row(
        fields[0],
        Rule.valueOf(fields[1].toUpperCase(Locale.ROOT)),
        Set.copyOf(words(fields[2])),
        exceptions);
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }

  @Override
  public String toString() {
    return operation;
  }
}
