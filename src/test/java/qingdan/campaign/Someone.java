package qingdan.campaign;

import static qingdan.World.admin;

import java.util.Map;

import qingdan.World;

/** An account with one role at one unit. */
final class Someone {

  private Someone() {}

  /** Its access token. */
  static String with(String role, String unit) {
    var username = World.code();
    String account =
        admin()
            .body(
                Map.of(
                    "username",
                    username,
                    "displayName",
                    "某人",
                    "unit",
                    unit,
                    "password",
                    World.PASSWORD))
            .post("/api/v1/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    admin()
        .body(Map.of("account", account, "role", role, "unit", unit))
        .post("/api/v1/grants")
        .then()
        .statusCode(201);
    return World.logIn(username, World.PASSWORD);
  }
}
