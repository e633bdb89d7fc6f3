package qingdan.statistics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import qingdan.problem.ProblemStatus;

/** Addresses of the lists that hold exactly the rows that a number counts today. */
record Links(Map<String, String> filters) {

  private static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry("reported", "&status=REPORTED"),
          Map.entry("open", "&status=OPEN"),
          Map.entry("confirmed", "&status=CONFIRMED"),
          Map.entry("planned", "&status=PLANNED"),
          Map.entry("inProgress", "&status=IN_PROGRESS"),
          Map.entry("escalated", "&status=ESCALATED"),
          Map.entry("claimed", "&status=CLAIMED"),
          Map.entry("resolved", "&status=RESOLVED"),
          Map.entry("closed", "&status=CLOSED"),
          Map.entry("dismissed", "&status=DISMISSED"),
          Map.entry("duplicates", "&dismissedAs=DUPLICATE"),
          Map.entry("unplanned", "&planned=false"),
          Map.entry("overdue", "&overdue=true"));

  private static final Map<String, String> TARGETS =
      Map.of(
          "targets",
          "",
          "reported",
          "&reported=true",
          "unreported",
          "&reported=false",
          "overdue",
          "&overdue=true");

  /** The same with one more filter. */
  Links with(String name, Object value) {
    var more = new TreeMap<>(filters);
    more.put(name, value.toString());
    return new Links(more);
  }

  Map<String, String> all() {
    return lists("/api/v1/problems?", filters, LISTS);
  }

  String ofStatus(ProblemStatus status) {
    return with("status", status).list("/api/v1/problems?");
  }

  /** Of the targets that count this. */
  Map<String, String> ofTargets(String measure) {
    var narrowed = new TreeMap<>(filters);
    var campaign = narrowed.remove("campaign");
    var batch = narrowed.remove("currentBatch");
    if (batch != null) {
      narrowed.put("batch", batch);
    }
    narrowed.put("measure", measure);
    return lists("/api/v1/campaigns/" + campaign + "/targets?", narrowed, TARGETS);
  }

  private static Map<String, String> lists(
      String address, Map<String, String> filters, Map<String, String> lists) {
    var start = new Links(filters).list(address);
    var links = new TreeMap<String, String>();
    lists.forEach((name, filter) -> links.put(name, start + filter));
    return links;
  }

  private String list(String address) {
    return filters.entrySet().stream()
        .map(filter -> filter.getKey() + "=" + encoded(filter.getValue()))
        .collect(Collectors.joining("&", address, ""));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
