package qingdan.access;

import static qingdan.World.admin;

import java.util.HashMap;

import io.restassured.specification.RequestSpecification;

import qingdan.World;

/** An account of a unit with a grant there, made by the first administrator and logged in. */
record Person(String account, String username, String token, String grant) {

  static Person of(String unit, String role) {
    var username = World.code();
    var account = account(username, unit, null);
    var grant = grant(account, role, unit);
    return new Person(account, username, World.logIn(username, World.PASSWORD), grant);
  }

  /** The id of a new account of the unit, or of the whole installation. */
  static String account(String username, String unit, String externalSubject) {
    var body = new HashMap<String, Object>();
    body.put("username", username);
    body.put("displayName", "某人");
    body.put("unit", unit);
    body.put("password", World.PASSWORD);
    body.put("externalSubject", externalSubject);
    return admin().body(body).post("/api/v1/accounts").then().statusCode(201).extract().path("id");
  }

  /** The id of a new grant at the unit, or over every unit. */
  static String grant(String account, String role, String unit) {
    var body = new HashMap<String, Object>();
    body.put("account", account);
    body.put("role", role);
    body.put("unit", unit);
    return admin().body(body).post("/api/v1/grants").then().statusCode(201).extract().path("id");
  }

  RequestSpecification request() {
    return World.as(token);
  }

  RequestSpecification patch(int version) {
    return patch(request(), version);
  }

  static RequestSpecification patch(RequestSpecification request, int version) {
    return request
        .contentType("application/merge-patch+json")
        .header("If-Match", "\"" + version + "\"");
  }
}
