package qingdan.inspection;

import static qingdan.World.admin;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import qingdan.World;

/** A city that draws among four districts, a bureau and a town, in a campaign of its province. */
public final class Drawing {

  public static final String ROUNDS = "/api/v1/rounds";
  static final Map<String, String> CONTRIBUTION =
      Map.of("contribution", "双色球 2019117 期 03 06 11", "suppliedBy", "李某，市监委");

  /** An account and its token. */
  public record Person(String account, String token) {
    public RequestSpecification asks() {
      return World.as(token);
    }
  }

  public final String province = World.unit(null, "省", "PROVINCE");
  public final String city = World.unit(province, "市", "CITY");
  public final List<String> districts =
      List.of(
          World.unit(city, "东区", "COUNTY"),
          World.unit(city, "西区", "COUNTY"),
          World.unit(city, "南区", "COUNTY"),
          World.unit(city, "北区", "COUNTY"));
  public final String bureau = World.unit(city, "水务局", "BUREAU");
  public final String town = World.unit(districts.get(0), "镇", "TOWNSHIP");
  public final String campaign = World.campaign(province);
  public final Person inspector = person("INSPECTOR", city);

  public static String today() {
    return LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
  }

  public static Person person(String role, String unit) {
    var username = World.code();
    var body = new HashMap<String, Object>();
    body.put("username", username);
    body.put("displayName", "检查员" + username);
    body.put("password", World.PASSWORD);
    body.put("unit", unit);
    String account =
        admin().body(body).post("/api/v1/accounts").then().statusCode(201).extract().path("id");
    if (role != null) {
      admin()
          .body(Map.of("account", account, "role", role, "unit", unit))
          .post("/api/v1/grants")
          .then()
          .statusCode(201);
    }
    return new Person(account, World.logIn(username, World.PASSWORD));
  }

  /** By kind: two districts, and one of all else. */
  public Map<String, Object> body() {
    var body = new HashMap<String, Object>();
    body.put("campaign", campaign);
    body.put("office", city);
    body.put("name", "暗访" + World.code());
    body.put("startsOn", "2019-10-08");
    body.put("endsOn", "2019-10-18");
    body.put("stratifiedBy", "KIND");
    body.put("perStratum", 1);
    body.put("numbers", List.of(Map.of("stratum", "COUNTY", "number", 2)));
    return body;
  }

  public String prepared() {
    return prepared(body());
  }

  public String prepared(Map<String, Object> body) {
    return inspector.asks().body(body).post(ROUNDS).then().statusCode(201).extract().path("id");
  }

  public ValidatableResponse move(String round, String move) {
    return (move.equals("draw") ? inspector.asks().body(CONTRIBUTION) : inspector.asks())
        .post(ROUNDS + "/" + round + "/" + move)
        .then();
  }

  /** A round that has come so far. */
  public String round(String... moves) {
    var round = prepared();
    for (var move : moves) {
      move(round, move).statusCode(200);
    }
    return round;
  }
}
