package qingdan.shared;

import jakarta.inject.Singleton;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Of replicas that start at once one migrates; the others wait for as long as it takes, which is
 * for an orchestrator to bound, rather than end after fifty seconds.
 */
@Singleton
class OneMigrates implements FlywayConfigurationCustomizer {

  @Override
  public void customize(FluentConfiguration flyway) {
    flyway.lockRetryCount(-1);
  }
}
