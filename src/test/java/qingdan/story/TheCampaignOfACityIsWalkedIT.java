package qingdan.story;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusIntegrationTest;

import qingdan.World;

/** The same story with what was packaged: the jar, or the binary of a native build. */
@QuarkusIntegrationTest
@QuarkusTestResource(
    value = TheCampaignOfACityIsWalkedIT.Settings.class,
    restrictToAnnotatedClass = true)
class TheCampaignOfACityIsWalkedIT extends TheCampaignOfACityIsWalkedTest {

  /** A production build holds none of the settings of tests. */
  public static class Settings implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      return Map.of(
          "qingdan.admin.username", World.ADMIN,
          "qingdan.admin.password", World.PASSWORD,
          "qingdan.passwords.cost", "4",
          "qingdan.rate-limit.requests-per-minute", "0",
          "quarkus.shutdown.delay", "0S",
          "quarkus.management.port", "0");
    }

    @Override
    public void stop() {}
  }
}
