package qingdan.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.restassured.specification.RequestSpecification;

import qingdan.Ended;
import qingdan.World;

/**
 * Tianjin's districts and townships as the service ships them, under codes of their own, with the
 * bureaus, universities, hospitals and villages that those data lack; and people at any of them.
 */
final class Tianjin {

  static final String CITY = "120000000000";
  static final String HEPING = "120101000000";
  static final String XIAOBAILOU = "120101002000";
  static final String NINGHE = "120117000000";
  static final String BIAOKOU = "120117114000";
  static final String VILLAGE = "village-1";
  static final String NEIGHBOUR = "village-2";
  static final String WATER = "bureau-1";
  static final String HOUSING = "bureau-2";

  private static final int VILLAGES = 4;
  private static final int BUREAUS = 23;
  private static final int UNIVERSITIES = 20;
  private static final int HOSPITALS = 3;
  private static final int TEAMS = 2;

  private static final Map<String, String> SECTORS =
      Map.of("UNIVERSITY", "UNIVERSITY", "HOSPITAL", "HEALTH", "VILLAGE", "RURAL");

  private final String prefix = World.code();
  private final Map<String, String> tokens = new HashMap<>();

  Tianjin() {
    String job =
        World.admin()
            .contentType("text/csv")
            .body(file())
            .post("/api/v1/imports/units")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(Ended.job(job).getString("status")).isEqualTo("SUCCEEDED");
  }

  private String file() {
    var lines = new StringBuilder("code,name,kind,parentCode,sector\n");
    shipped().lines().skip(1).forEach(line -> lines.append(recoded(line)).append(",\n"));
    add(lines, "bureau", "市级部门", "BUREAU", CITY, BUREAUS);
    add(lines, "university", "高校", "UNIVERSITY", CITY, UNIVERSITIES);
    add(lines, "hospital", "附属医院", "HOSPITAL", CITY, HOSPITALS);
    add(lines, "team", "领导班子", "LEADING_TEAM", HEPING, TEAMS);
    add(lines, "village", "村", "VILLAGE", BIAOKOU, VILLAGES);
    return lines.toString();
  }

  private static String shipped() {
    try (var file = Tianjin.class.getResourceAsStream("/demo/tianjin.csv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private String recoded(String line) {
    var parent = line.substring(line.lastIndexOf(',') + 1);
    return prefix
        + line.substring(0, line.lastIndexOf(',') + 1)
        + (parent.isEmpty() ? "" : prefix + parent);
  }

  private void add(
      StringBuilder lines, String code, String name, String kind, String parent, int number) {
    var sector = SECTORS.getOrDefault(kind, "");
    for (int i = 1; i <= number; i++) {
      lines.append(
          "%s%s-%d,%s%d（演示）,%s,%s%s,%s%n"
              .formatted(prefix, code, i, name, i, kind, prefix, parent, sector));
    }
  }

  /** How the API is told which unit. */
  String at(String code) {
    return "code:" + prefix + code;
  }

  /** Requests of the one person who has that role at that unit. */
  RequestSpecification as(String role, String unit) {
    return World.as(tokens.computeIfAbsent(role + " " + unit, key -> token(role, unit)));
  }

  private String token(String role, String unit) {
    var username = World.code();
    String account =
        World.admin()
            .body(
                Map.of(
                    "username",
                    username,
                    "displayName",
                    role + " " + unit,
                    "password",
                    World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    World.admin()
        .body(Map.of("account", account, "role", role, "unit", at(unit)))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
    return World.logIn(username, World.PASSWORD);
  }
}
