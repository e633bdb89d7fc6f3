package qingdan;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

/** Waits for the end of a job, as a client does. */
public final class Ended {

  private Ended() {}

  public static JsonPath job(String id) {
    return job(World.admin(), id);
  }

  public static JsonPath job(RequestSpecification as, String id) {
    while (true) {
      var now = as.get("/api/v1/jobs/" + id).then().statusCode(200).extract().jsonPath();
      if (now.get("finishedAt") != null) {
        return now;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
