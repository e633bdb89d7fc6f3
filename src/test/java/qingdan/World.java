package qingdan;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.restassured.specification.RequestSpecification;

/** What tests stand on: logins, and small trees of their own. */
public final class World {

  public static final String ADMIN = "admin";
  public static final String PASSWORD = "a long enough password";
  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());
  private static final Person ADMINISTRATOR = new Person(() -> ADMIN);
  private static final Person SUPERVISOR = new Person(() -> everywhere("SUPERVISOR", "督导"));
  private static final Person REPORTER = new Person(() -> everywhere("REPORTER", "填报"));

  private World() {}

  public static String logIn(String username, String password) {
    return given()
        .contentType("application/json")
        .body(Map.of("username", username, "password", password))
        .post("/api/v1/tokens")
        .then()
        .statusCode(200)
        .extract()
        .path("accessToken");
  }

  /**
   * Logs in again before its token expires, for all tests together take longer than that, and when
   * time came back: a token of tomorrow is refused today.
   */
  private static final class Person {
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Supplier<String> account;
    private String username;
    private String token;
    private long since;
    private Duration ahead;

    Person(Supplier<String> account) {
      this.account = account;
    }

    synchronized RequestSpecification requests() {
      if (token == null
          || System.nanoTime() - since > FRESH.toNanos()
          || ahead.compareTo(TimePasses.ahead()) > 0) {
        username = username == null ? account.get() : username;
        token = logIn(username, PASSWORD);
        since = System.nanoTime();
        ahead = TimePasses.ahead();
      }
      return as(token);
    }
  }

  /** Requests of the first administrator. */
  public static RequestSpecification admin() {
    return ADMINISTRATOR.requests();
  }

  /** Requests of an account that supervises every unit. */
  public static RequestSpecification supervisor() {
    return SUPERVISOR.requests();
  }

  /** Requests of an account that reports for every unit. */
  public static RequestSpecification reporter() {
    return REPORTER.requests();
  }

  /** The name of a new account with the role over everything. */
  private static String everywhere(String role, String name) {
    var username = code();
    String account =
        admin()
            .body(Map.of("username", username, "displayName", name, "password", PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    admin()
        .body(Map.of("account", account, "role", role))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
    return username;
  }

  public static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token).contentType("application/json");
  }

  public static String code() {
    return "T" + NEXT.incrementAndGet();
  }

  /** The id of a new campaign. */
  public static String campaign(String topUnit) {
    return supervisor()
        .body(Map.of("name", "活动" + code(), "topUnit", topUnit, "startsOn", "2019-09-09"))
        .post("/api/v1/campaigns")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** The id of a new batch. */
  public static String batch(String campaign) {
    return supervisor()
        .body(Map.of("name", "批次", "startsOn", "2019-09-09"))
        .post("/api/v1/campaigns/" + campaign + "/batches")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** The id of a new common task. */
  public static String task(String campaign) {
    return supervisor()
        .body(Map.of("name", "任务" + code()))
        .post("/api/v1/campaigns/" + campaign + "/tasks")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** The id of a new target that a supervisor assigns. */
  public static String target(String task, String unit) {
    return supervisor()
        .body(Map.of("unit", unit, "measure", "办结" + code(), "unitOfMeasure", "件", "number", 10))
        .post("/api/v1/tasks/" + task + "/targets")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** Enrols units in a batch, named by its address. */
  public static void enrol(String batch, String... units) {
    supervisor().body(Map.of("units", units)).post(batch + "/enrolments").then().statusCode(200);
  }

  /** Lets a unit end in another, with all that stands below it. */
  public static void merge(String unit, String successor) {
    end(Map.of("type", "MERGE", "unit", unit, "successor", successor));
  }

  /** Lets a unit end without a successor. */
  public static void close(String unit) {
    end(Map.of("type", "CLOSE", "unit", unit));
  }

  private static void end(Map<String, ?> change) {
    admin().body(change).post("/api/v1/unit-changes").then().statusCode(201);
  }

  /** The id of a new unit. */
  public static String unit(String parent, String name, String kind) {
    var body = new java.util.HashMap<String, Object>();
    body.put("code", code());
    body.put("name", name);
    body.put("kind", kind);
    if (parent != null) {
      body.put("parent", parent);
    }
    return admin().body(body).post("/api/v1/units").then().statusCode(201).extract().path("id");
  }
}
