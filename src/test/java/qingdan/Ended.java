package qingdan;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

/** Waits for the end of a job, as a client does. */
public final class Ended {

  private Ended() {}

  public static JsonPath job(String id) {
    return job(World.admin(), id);
  }

  public static JsonPath job(RequestSpecification as, String id) {
    return await()
        .atMost(Duration.ofMinutes(5))
        .until(
            () -> as.get("/api/v1/jobs/" + id).then().statusCode(200).extract().jsonPath(),
            now -> now.get("finishedAt") != null);
  }
}
