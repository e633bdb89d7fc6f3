import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

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
  private static final Duration LOG_IS_LATE = Duration.ofSeconds(30);
  private static final Duration BEFORE_TOKENS_EXPIRE = Duration.ofMinutes(10);

  /** Another province than the first, by its id. */
  private static final String PROVINCE = System.getProperty("province");

  private static final String PASSWORD = "correct horse battery";

  private record Reading(String who, String name, String path, int pagesBefore) {}

  private record Work(long all, long heaviest, double millis, boolean generic, JsonNode plan) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String api;
  private final Connection database;
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final List<Reading> readings = new ArrayList<>();
  private final String session = Long.toString(System.nanoTime(), 36);

  ReadPlans(String service, Connection database) {
    this.api = service + "/api/v1";
    this.database = database;
  }

  public static void main(String... args) throws Exception {
    try (var database = DriverManager.getConnection(args[2], "postgres", "postgres")) {
      var bench = new ReadPlans(args[0], database);
      bench.logIn(args[1]);
      bench.plan();
      bench.planWork();
      var only = args.length > 3 ? args[3] : "";
      System.out.printf(
          "%-70s %6s %9s %9s %9s %9s%n", "reading", "rows", "all", "first", "last", "ms");
      var loggedIn = System.nanoTime();
      for (var reading : bench.readings) {
        if (System.nanoTime() - loggedIn > BEFORE_TOKENS_EXPIRE.toNanos()) {
          bench.logInAgain(args[1]);
          loggedIn = System.nanoTime();
        }
        if (reading.name().matches(".*(" + only + ").*")) {
          bench.run(reading, !only.isEmpty() && !Boolean.getBoolean("brief"));
        }
      }
    }
  }

  private void logIn(String password) throws Exception {
    tokens.put("root", token("admin", password));
    var province = place("province");
    account("province", province);
    account(
        "several", place("city"), place("other county"), place("other township"), place("village"));
    account("township", place("township"));
    reader("office", place("country"));
    reader(
        "offices", place("city"), place("other county"), place("other township"), place("village"));
  }

  private void logInAgain(String password) throws Exception {
    for (var name : List.copyOf(tokens.keySet())) {
      tokens.put(
          name, name.equals("root") ? token("admin", password) : token(name + session, PASSWORD));
    }
  }

  private void account(String name, String... places) throws Exception {
    granted(name, "ADMIN", places);
  }

  private void reader(String name, String... places) throws Exception {
    granted(name, "VIEWER", places);
  }

  private void granted(String name, String role, String... places) throws Exception {
    var username = name + session;
    var account =
        post(
            "/accounts",
            "{\"username\":\"%s\",\"displayName\":\"%s\",\"unit\":\"%s\",\"password\":\"%s\"}"
                .formatted(username, name, places[0], PASSWORD));
    for (var place : places) {
      post(
          "/grants",
          "{\"account\":\"%s\",\"role\":\"%s\",\"unit\":\"%s\"}"
              .formatted(account.get("id").asText(), role, place));
    }
    tokens.put(name, token(username, PASSWORD));
  }

  private String place(String which) throws SQLException {
    return switch (which) {
      case "country" -> id("parent_id is null", 0);
      case "province" ->
          PROVINCE == null ? id("kind = 'PROVINCE' and child_count > 1", 0) : PROVINCE;
      case "city" ->
          id(
              "kind = 'CITY' and path like (select path from unit where id = '"
                  + place("province")
                  + "') || '%'",
              1);
      case "county" -> id("kind = 'COUNTY' and parent_id = '" + place("city") + "'", 0);
      case "township" -> id("kind = 'TOWNSHIP' and parent_id = '" + place("county") + "'", 0);
      case "village" ->
          id(
              "kind = 'VILLAGE' and parent_id <> '" + place("township") + "' and closed_at is null",
              3);
      case "other county" -> id("kind = 'COUNTY'", 70);
      case "other township" -> id("kind = 'TOWNSHIP'", 1200);
      case "branch" -> id("kind = 'BRANCH' and code not like 'E%' and closed_at is null", 5);
      case "wide" -> id("code = 'E000000000'", 0);
      default -> throw new IllegalArgumentException(which);
    };
  }

  private String id(String where, int offset) throws SQLException {
    return value(
        "select id from unit where " + where + " order by path offset " + offset + " limit 1");
  }

  private String value(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void plan() throws SQLException {
    var gone = "&asOf=2019-06-30";
    for (var who : List.of("root", "province", "several", "township")) {
      read(who, "list", "/units?limit=50");
      read(who, "list, 40 pages deep", "/units?limit=50", 40);
      for (var filter :
          List.of(
              "kind=COUNTY",
              "kind=VILLAGE",
              "kind=COUNTRY",
              "tier=CITY",
              "sector=HEALTH",
              "sector=NON_PUBLIC",
              "status=CLOSED",
              "status=OPEN",
              "kind=VILLAGE&status=CLOSED",
              "kind=BRANCH&sector=URBAN_COMMUNITY",
              "tier=PROVINCE&kind=BRANCH",
              "set=01890000-0000-7000-8000-000000000000",
              "code=110101001001",
              "code=E000000000-77",
              "q=党支",
              "q=村",
              "q=远洋",
              "q=紫庄",
              "q=紫州村",
              "q=安安",
              "q=妖怪",
              "q=妖",
              "q=ab",
              "q=村&kind=COUNTY",
              "q=大学&status=CLOSED",
              "kind=VILLAGE&q=金泉")) {
        read(who, filter, "/units?limit=50&" + filter);
        read(who, "count " + filter, "/units/count?" + filter);
      }
      read(who, "count", "/units/count");
      read(who, "as of", "/units?limit=50" + gone);
      read(who, "as of, 10 pages deep", "/units?limit=50" + gone, 10);
      read(who, "as of kind=COUNTY", "/units?limit=50&kind=COUNTY" + gone);
      read(who, "as of q=金泉", "/units?limit=50&q=金泉" + gone);
      read(who, "as of code", "/units?limit=50&code=110101001001" + gone);
      read(who, "as of count", "/units/count?asOf=2019-06-30");
      read(who, "as of count kind=COUNTY", "/units/count?kind=COUNTY" + gone);
    }
    for (var where : List.of("province", "county", "township")) {
      var unit = place(where);
      for (var filter : List.of("", "&kind=VILLAGE", "&q=党支", "&q=安安", "&status=CLOSED")) {
        read("root", "unit=" + where + filter, "/units?limit=50&unit=" + unit + filter);
        read("root", "count unit=" + where + filter, "/units/count?unit=" + unit + filter);
      }
    }
    for (var where : List.of("county", "wide")) {
      var unit = place(where);
      for (var sort : List.of("path", "name", "code")) {
        read(
            "root",
            "children of " + where + " by " + sort,
            "/units/" + unit + "/children?limit=50&sort=" + sort);
        read(
            "root",
            "children of " + where + " by " + sort + ", deep",
            "/units/" + unit + "/children?limit=50&sort=" + sort,
            20);
        read(
            "root",
            "as of children of " + where + " by " + sort,
            "/units/" + unit + "/children?limit=50&sort=" + sort + gone);
        read(
            "root",
            "depth=children of " + where + " by " + sort,
            "/units?limit=50&depth=children&unit=" + unit + "&sort=" + sort);
        read(
            "root",
            "depth=children of " + where + " by " + sort + " q=安安",
            "/units?limit=50&depth=children&q=安安&unit=" + unit + "&sort=" + sort);
        read(
            "root",
            "depth=children of " + where + " by " + sort + " kind",
            "/units?limit=50&depth=children&kind=COUNTY&unit=" + unit + "&sort=" + sort);
      }
      read("root", "count depth=children of " + where, "/units/count?depth=children&unit=" + unit);
    }
    var branch = place("branch");
    read("root", "get by id", "/units/" + branch);
    read("root", "get by code", "/units/code:E000000000-77");
    read("root", "as of get", "/units/" + branch + "?asOf=2019-06-30");
    read("root", "ancestors", "/units/" + branch + "/ancestors");
    read("root", "as of ancestors", "/units/" + branch + "/ancestors?asOf=2019-06-30");
    read("root", "history", "/units/" + branch + "/history");
    for (var q : List.of("党支", "村", "安安", "紫庄", "妖怪", "妖", "远洋第77党支部")) {
      read("township", "directory q=" + q, "/directory/units?limit=50&q=" + q);
    }
    read("township", "directory", "/directory/units?limit=50");
    read("township", "directory code", "/directory/units?limit=50&code=E000000000-77");
    read("several", "me", "/me");
    read("several", "outside", "/units/" + place("wide"));
  }

  /** Lists of problems at every height of the tree, and one problem in every way. */
  private void planWork() throws SQLException {
    var batch = value("select id from batch order by id offset 1 limit 1");
    var closed = value("select id from batch order by id limit 1");
    var task = value("select id from task where position = 3");
    var rareTask = value("select id from task where position = 9");
    var narrow = "&category=safety&task=" + task + "&batch=" + batch;
    var filters =
        List.of(
            "overdue=true",
            "overdue=false",
            "deadlineFrom=2026-12-01&deadlineTo=2026-12-05",
            "dueWithin=7",
            "sort=deadline",
            "sort=reported",
            "sort=closed",
            "status=CLOSED",
            "status=DISMISSED",
            "status=OPEN",
            "status=REPORTED",
            "status=ESCALATED",
            "status=CONFIRMED&sort=deadline",
            "category=organisation",
            "category=petition",
            "category=rare",
            "category=rare&overdue=true",
            "category=rare&status=DISMISSED",
            "severity=CRITICAL&overdue=true",
            "source=PUBLIC",
            "label=专项1",
            "label=稀有",
            "label=稀有&overdue=true",
            "batch=" + batch,
            "batch=" + closed,
            "batch=" + closed + "&status=OPEN&sort=deadline",
            "task=" + task,
            "task=" + rareTask + "&overdue=true",
            "status=OPEN" + narrow,
            "status=CLOSED" + narrow,
            "overdue=true" + narrow,
            "overdue=true&category=petition&task=" + rareTask + "&batch=" + batch,
            "status=REPORTED&category=petition&task=" + rareTask + "&batch=" + batch,
            "q=饮水安全",
            "q=安里水安全",
            "q=妖怪");
    for (var where : List.of("country", "province", "city", "county", "township", "village")) {
      for (var filter : filters) {
        var at = "unit=" + place(where) + "&" + filter;
        read("office", "problems of " + where + ": " + brief(filter), "/problems?limit=50&" + at);
        read(
            "office", "problems count of " + where + ": " + brief(filter), "/problems/count?" + at);
      }
      for (var sort :
          List.of("overdue=true", "sort=reported", "sort=closed", "category=petition")) {
        read(
            "office",
            "problems of " + where + ", 10 pages deep: " + sort,
            "/problems?limit=50&unit=" + place(where) + "&" + sort,
            10);
        for (var depth : List.of("self", "children")) {
          read(
              "office",
              "problems of " + depth + " of " + where + ": " + sort,
              "/problems?limit=50&depth=" + depth + "&unit=" + place(where) + "&" + sort);
        }
      }
      for (var part : List.of("responsibleUnit", "jointUnit", "escalatedTo")) {
        read(
            "office",
            "problems " + part + " " + where,
            "/problems?limit=50&" + part + "=" + place(where));
      }
      read("office", "lists of " + where, "/problem-lists?limit=50&unit=" + place(where));
      read(
          "office",
          "lists of " + where + " by batch",
          "/problem-lists?limit=50&batch=" + batch + "&unit=" + place(where));
      read(
          "office",
          "lists count of " + where + " by batch",
          "/problem-lists/count?batch=" + batch + "&unit=" + place(where));
    }
    read(
        "office",
        "problems of children of wide: overdue",
        "/problems?limit=50&depth=children&overdue=true&unit=" + place("wide"));
    for (var filter : List.of("overdue=true", "sort=reported", "category=petition&overdue=true")) {
      read("offices", "problems of several places: " + filter, "/problems?limit=50&" + filter);
    }
    var bureau = value("select unit_id from problem_joint limit 1");
    read("office", "problems jointUnit of a bureau", "/problems?limit=50&jointUnit=" + bureau);
    var list = value("select list_id from problem limit 1");
    read("office", "problems of a list", "/problems?limit=50&list=" + list);
    var root =
        value(
            "select root_id from problem where root_id is not null group by 1 order by count(*) desc limit 1");
    read("office", "problems of a root", "/problems?limit=50&root=" + root);
    read("office", "problem linkage of a root", "/problems/" + root + "/linkage");
    var problem = value("select entity_id from change where entity = 'problem' limit 1");
    for (var part : List.of("", "/linkage", "/actions", "/history", "/reports")) {
      read("office", "problem " + part, "/problems/" + problem + part);
    }
    var campaign = value("select id from campaign");
    read("office", "campaign tasks", "/campaigns/" + campaign + "/tasks");
  }

  private static String brief(String filter) {
    return filter.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…");
  }

  private void read(String who, String name, String path) {
    read(who, name, path, 0);
  }

  private void read(String who, String name, String path, int pagesBefore) {
    readings.add(new Reading(who, who + ": " + name, path, pagesBefore));
  }

  private void run(Reading reading, boolean showPlan) throws Exception {
    var address = encode("/api/v1" + reading.path());
    for (int i = 0; i < reading.pagesBefore(); i++) {
      var next = get(reading.who(), address).path("next");
      if (next.isMissingNode()) {
        break;
      }
      address = next.asText();
    }
    Work first = null;
    Work last = null;
    JsonNode answer = null;
    for (int i = 0; i < TIMES; i++) {
      var file = value("select pg_current_logfile('jsonlog')");
      var from = size(file);
      answer = get(reading.who(), address);
      last = work(file, from);
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
      print(last.plan(), "    ");
    }
  }

  private long size(String file) throws SQLException {
    return Long.parseLong(value("select size from pg_stat_file('" + file + "')"));
  }

  /**
   * The log is written by a process of its own, in the order in which it is told: what it says of
   * the request is there when it tells the statement that was sent after it.
   */
  private Work work(String file, long from) throws Exception {
    var end = "the end " + System.nanoTime();
    value("select '" + end + "'");
    var last = System.nanoTime() + LOG_IS_LATE.toNanos();
    var text = "";
    while (!text.contains(end)) {
      if (System.nanoTime() > last) {
        throw new IllegalStateException("the log does not tell the end of a request: " + file);
      }
      text = value("select pg_read_file('%s', %d, %d)".formatted(file, from, size(file) - from));
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

  private JsonNode get(String who, String address) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(origin() + address))
            .header("Authorization", "Bearer " + tokens.get(who))
            .build());
  }

  private String token(String username, String password) throws IOException, InterruptedException {
    return post(
            "/tokens", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password))
        .get("accessToken")
        .asText();
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (tokens.containsKey("root")) {
      request.header("Authorization", "Bearer " + tokens.get("root"));
    }
    return send(request.build());
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private String origin() {
    return api.substring(0, api.length() - "/api/v1".length());
  }
}
