package qingdan.shared;

import java.time.Duration;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/** Counts requests by how long they took: a few bounds, as each is a series per operation. */
final class AnswerTimes {

  private static final double[] BOUNDS =
      Stream.of("PT0.025S", "PT0.1S", "PT0.25S", "PT1S", "PT2.5S", "PT10S")
          .mapToDouble(bound -> Duration.parse(bound).toNanos())
          .toArray();

  @Produces
  @Singleton
  MeterFilter bounds() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals("http.server.requests")
            ? DistributionStatisticConfig.builder()
                .serviceLevelObjectives(BOUNDS)
                .build()
                .merge(config)
            : config;
      }
    };
  }
}
