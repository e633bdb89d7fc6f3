import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A size: a service and its database, and an account that reads, reports and supervises. */
final class Size {

  private static final String PASSWORD = "correct horse battery";

  /** An access token lives a quarter of an hour. */
  private static final long LOGIN_LASTS = TimeUnit.MINUTES.toNanos(8);

  final String name;
  final int port;
  final int databasePort;
  final Processes processes;
  private final Connection database;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private String account;
  private String token;
  private String admin;
  private long loggedIn;

  Size(String name, int port, int databasePort) throws SQLException {
    this.name = name;
    this.port = port;
    this.databasePort = databasePort;
    this.database =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:" + databasePort + "/postgres", "postgres", "postgres");
    this.processes =
        new Processes(port, value("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)"));
  }

  // ---- the database ----

  List<String> column(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }

  String value(String sql) throws SQLException {
    return column(sql).get(0);
  }

  double number(String sql) throws SQLException {
    return Double.parseDouble(value(sql));
  }

  void run(String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Tables with columns that the planner knows nothing of: new ones, and those of a migration. */
  void analyze() throws SQLException {
    for (var unknown :
        column(
            """
            select distinct c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_relation_size(c.oid) > 0
              and a.attnum > 0 and not a.attisdropped and coalesce(a.attstattarget, -1) <> 0
              and not exists (select from pg_statistic s where s.starelid = c.oid and s.staattnum = a.attnum)
            """)) {
      run("analyze " + unknown);
    }
  }

  /**
   * Waits until the service is done with what it was asked: load that ends leaves requests behind
   * that nobody waits for.
   */
  void rest() throws Exception {
    var working =
        "select count(*) from pg_stat_activity where application_name = 'qingdan' and state <> 'idle'";
    for (int quiet = 0; quiet < 3; quiet++) {
      until(60, () -> value(working).equals("0"), "the service rests");
      Thread.sleep(5);
    }
  }

  /** Bytes of WAL since the cluster was made, with what the service writes without being asked. */
  double wal() throws SQLException {
    return number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
  }

  /** WAL is then what was written, not what a checkpoint before it makes of it. */
  void withoutPageImages() throws Exception {
    set("full_page_writes", "off");
    run("checkpoint");
  }

  void withPageImages() throws Exception {
    set("full_page_writes", "on");
  }

  /** A setting of the server, once it holds: every session takes it up with its next statement. */
  void set(String setting, String value) throws Exception {
    run("alter system set %s = '%s'".formatted(setting, value));
    run("select pg_reload_conf()");
    until(30, () -> value("show " + setting).equals(value), setting + " is " + value);
  }

  static void until(int seconds, Callable<Boolean> holds, String what) throws Exception {
    var last = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!holds.call()) {
      if (System.nanoTime() > last) {
        throw new IllegalStateException("in vain for " + seconds + " s: " + what);
      }
      Thread.sleep(5);
    }
  }

  // ---- the service ----

  /** Of the account that reads, reports and supervises everywhere. */
  String token() throws Exception {
    logIn();
    return token;
  }

  String admin() throws Exception {
    logIn();
    return admin;
  }

  private void logIn() throws Exception {
    if (token != null && System.nanoTime() - loggedIn < LOGIN_LASTS) {
      return;
    }
    admin = token("admin");
    if (account == null) {
      account = "measure" + Long.toString(System.nanoTime(), 36);
      var id =
          post(
                  admin,
                  "/accounts",
                  Map.of("username", account, "displayName", "测量", "password", PASSWORD))
              .path("id")
              .asText();
      var top = value("select id from unit where parent_id is null");
      for (var role : List.of("REPORTER", "SUPERVISOR")) {
        post(admin, "/grants", Map.of("account", id, "role", role, "unit", top));
      }
    }
    token = token(account);
    loggedIn = System.nanoTime();
  }

  private String token(String username) throws Exception {
    return post(null, "/tokens", Map.of("username", username, "password", PASSWORD))
        .path("accessToken")
        .asText();
  }

  JsonNode post(String token, String path, Map<String, String> body) throws Exception {
    return post(token, path, "application/json", json.writeValueAsString(body));
  }

  JsonNode post(String token, String path, String type, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(path + ": " + answer.body());
    }
    return json.readTree(answer.body());
  }
}
