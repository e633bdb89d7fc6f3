package qingdan.access;

import static qingdan.World.PASSWORD;
import static qingdan.World.admin;
import static qingdan.World.unit;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;

/** What another replica has written counts in the next request: here it is written by SQL. */
@QuarkusTest
class RightsEndAtOnceTest extends ApiTest {

  @Inject AgroalDataSource database;

  private String province;
  private Person viewer;

  @BeforeEach
  void aViewer() {
    province = unit(null, "省", "PROVINCE");
    viewer = Person.of(province, "VIEWER");
    viewer.request().get("/api/v1/units/" + province).then().statusCode(200);
  }

  private void elsewhere(String sql, String id) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(id));
      statement.execute();
    }
  }

  @Test
  void aGrantRevokedElsewhereIsGone() throws SQLException {
    elsewhere("update access_grant set revoked_at = now() where id = ?", viewer.grant());

    viewer.request().get("/api/v1/units/" + province).then().statusCode(404);
  }

  @Test
  void anAccountClosedElsewhereIsOut() throws SQLException {
    elsewhere("update account set closed_at = now() where id = ?", viewer.account());

    viewer.request().get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void aSessionEndedElsewhereIsOver() throws SQLException {
    elsewhere("update session set ended_at = now() where account_id = ?", viewer.account());

    viewer.request().get("/api/v1/units").then().statusCode(401);
  }

  @Test
  void aClosedAccountsTokensAreRefused() {
    String refreshToken =
        RestAssured.given()
            .contentType("application/json")
            .body(Map.of("username", viewer.username(), "password", PASSWORD))
            .post("/api/v1/tokens")
            .then()
            .extract()
            .path("refreshToken");

    admin()
        .body(Map.of())
        .post("/api/v1/accounts/" + viewer.account() + "/closure")
        .then()
        .statusCode(200);

    viewer.request().get("/api/v1/me").then().statusCode(401);
    RestAssured.given()
        .contentType("application/json")
        .body(Map.of("refreshToken", refreshToken))
        .post("/api/v1/tokens/refresh")
        .then()
        .statusCode(401);
  }
}
