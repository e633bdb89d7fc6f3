package qingdan.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which metrics a PromQL expression reads, and by which labels: as much of the language as the
 * files in {@code deploy/} use.
 */
record Expression(Map<String, Set<String>> selected, Set<String> grouped) {

  private static final List<String> WORDS =
      List.of("and", "or", "unless", "by", "without", "on", "ignoring", "bool", "offset");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(?:(\\()|\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");

  static Expression of(String text) {
    var bare = text.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "").replaceAll("\\[[^]]*]", "");
    var grouped = new TreeSet<String>();
    GROUPING
        .matcher(bare)
        .results()
        .forEach(match -> grouped.addAll(List.of(match.group(1).strip().split("\\s*,\\s*"))));
    grouped.remove("");
    var selected = new HashMap<String, Set<String>>();
    SELECTOR
        .matcher(GROUPING.matcher(bare).replaceAll(" "))
        .results()
        .filter(match -> match.group(2) == null && !WORDS.contains(match.group(1)))
        .forEach(
            match -> {
              var labels = selected.computeIfAbsent(match.group(1), key -> new HashSet<>());
              if (match.group(3) != null) {
                MATCHER
                    .matcher(match.group(3))
                    .results()
                    .forEach(each -> labels.add(each.group(1)));
              }
            });
    return new Expression(selected, grouped);
  }
}
