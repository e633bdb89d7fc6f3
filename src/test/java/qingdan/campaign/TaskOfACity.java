package qingdan.campaign;

import static qingdan.World.campaign;
import static qingdan.World.supervisor;
import static qingdan.World.unit;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;

import qingdan.ApiTest;

/** A task of a city, with a county and its village, a county beside it, and a bureau that leads. */
class TaskOfACity extends ApiTest {

  @Inject AgroalDataSource database;

  String city;

  String county;

  String village;

  String other;

  String bureau;

  String campaign;

  String task;

  @BeforeEach
  void aTaskOfACity() {
    city = unit(null, "市", "CITY");
    county = unit(city, "县", "COUNTY");
    village = unit(county, "村", "VILLAGE");
    other = unit(city, "邻县", "COUNTY");
    bureau = unit(city, "局", "BUREAU");
    campaign = campaign(city);
    task =
        supervisor()
            .body(Map.of("name", "化解积案", "leadUnit", bureau))
            .post("/api/v1/campaigns/" + campaign + "/tasks")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  ValidatableResponse set(RequestSpecification who, String unit, Object... more) {
    return setIn(who, task, unit, more);
  }

  static ValidatableResponse setIn(
      RequestSpecification who, String task, String unit, Object... more) {
    var body = new HashMap<String, Object>();
    body.put("unit", unit);
    body.put("measure", "化解信访积案");
    body.put("unitOfMeasure", "件");
    body.put("number", 10);
    for (int i = 0; i < more.length; i += 2) {
      body.put((String) more[i], more[i + 1]);
    }
    return who.body(body).post("/api/v1/tasks/" + task + "/targets").then();
  }

  static String id(ValidatableResponse created) {
    return created.statusCode(201).extract().path("id");
  }

  static ValidatableResponse report(
      RequestSpecification who, String target, String day, long value) {
    var body = new HashMap<String, Object>(Map.of("value", value));
    if (day != null) {
      body.put("day", day);
    }
    return who.body(body).post("/api/v1/targets/" + target + "/progress").then();
  }

  static ValidatableResponse target(String target) {
    return supervisor().get("/api/v1/targets/" + target).then().statusCode(200);
  }

  String local(String owner) {
    return id(
        supervisor()
            .body(Map.of("name", "自选", "owner", owner))
            .post("/api/v1/campaigns/" + campaign + "/tasks")
            .then());
  }
}
