package qingdan.shared;

import java.time.Clock;
import java.time.ZoneId;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one clock of the service, and the zone whose days units, grants and figures use. */
final class Time {

  @Produces
  @Singleton
  Clock clock(
      @ConfigProperty(name = "qingdan.time-zone", defaultValue = "Asia/Shanghai") ZoneId zone) {
    return Clock.tickMillis(zone);
  }
}
