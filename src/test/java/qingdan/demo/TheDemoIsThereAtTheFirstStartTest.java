package qingdan.demo;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import qingdan.EmptyDatabase;
import qingdan.World;

@QuarkusTest
@TestProfile(TheDemoIsThereAtTheFirstStartTest.FirstStart.class)
class TheDemoIsThereAtTheFirstStartTest {

  public static class FirstStart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("qingdan.demo.enabled", "true");
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(EmptyDatabase.class));
    }
  }

  @Test
  void everyDemoAccountSeesItsPartOfTianjin() {
    var district = World.as(World.logIn("heping", Demo.PASSWORD));
    district
        .get("/api/v1/units?limit=1")
        .then()
        .statusCode(200)
        .body("items[0].name", equalTo("和平区"))
        .body("items[0].children", equalTo(6));

    World.as(World.logIn("viewer", Demo.PASSWORD))
        .get("/api/v1/units/code:120000000000/children?limit=200")
        .then()
        .body("items", hasSize(16));
    World.as(World.logIn("quanyechang", Demo.PASSWORD))
        .get("/api/v1/units/code:120000000000")
        .then()
        .statusCode(404);
  }
}
