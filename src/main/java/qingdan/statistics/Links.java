package qingdan.statistics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Addresses of the lists that hold exactly the rows that a number counts today. */
record Links(Map<String, String> filters) {

  private static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry("reported", "status=REPORTED"),
          Map.entry("open", "status=OPEN"),
          Map.entry("confirmed", "status=CONFIRMED"),
          Map.entry("planned", "status=PLANNED"),
          Map.entry("inProgress", "status=IN_PROGRESS"),
          Map.entry("escalated", "status=ESCALATED"),
          Map.entry("claimed", "status=CLAIMED"),
          Map.entry("resolved", "status=RESOLVED"),
          Map.entry("closed", "status=CLOSED"),
          Map.entry("dismissed", "status=DISMISSED"),
          Map.entry("overdue", "overdue=true"));

  /** The same with one more filter. */
  Links with(String name, Object value) {
    var more = new TreeMap<>(filters);
    more.put(name, value.toString());
    return new Links(more);
  }

  Map<String, String> all() {
    var start =
        filters.entrySet().stream()
            .map(filter -> filter.getKey() + "=" + encoded(filter.getValue()) + "&")
            .collect(Collectors.joining("", "/api/v1/problems?", ""));
    var links = new TreeMap<String, String>();
    LISTS.forEach((name, filter) -> links.put(name, start + filter));
    return links;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
