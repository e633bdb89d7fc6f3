package qingdan.shared;

import java.time.Clock;
import java.time.ZoneId;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The one clock of the service, and its zone. */
final class Time {

  @ConfigMapping(prefix = "qingdan")
  interface Zone {
    /** The zone whose days units, grants and figures use. */
    @WithDefault("Asia/Shanghai")
    ZoneId timeZone();
  }

  @Produces
  @Singleton
  Clock clock(Zone zone) {
    return Clock.tickMillis(zone.timeZone());
  }
}
