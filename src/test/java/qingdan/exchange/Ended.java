package qingdan.exchange;

import io.restassured.path.json.JsonPath;

import qingdan.World;

/** Waits for the end of a job, as a client does. */
final class Ended {

  private Ended() {}

  static JsonPath job(String id) {
    while (true) {
      var now = World.admin().get("/api/v1/jobs/" + id).then().statusCode(200).extract().jsonPath();
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
