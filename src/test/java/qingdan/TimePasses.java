package qingdan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The clock of the service under test: that of the machine, or ahead of it by whole days. */
public final class TimePasses {

  private static volatile Duration ahead = Duration.ZERO;

  private TimePasses() {}

  public static void days(int more) {
    ahead = ahead.plusDays(more);
  }

  static Duration ahead() {
    return ahead;
  }

  /** After a test that has let days pass: others live today. */
  public static void back() {
    ahead = Duration.ZERO;
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  static Clock clock(
      @ConfigProperty(name = "qingdan.time-zone", defaultValue = "Asia/Shanghai") ZoneId zone) {
    return new Ahead(Clock.tickMillis(zone));
  }

  private static final class Ahead extends Clock {
    private final Clock machine;

    private Ahead(Clock machine) {
      this.machine = machine;
    }

    @Override
    public ZoneId getZone() {
      return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new Ahead(machine.withZone(zone));
    }

    @Override
    public Instant instant() {
      return machine.instant().plus(ahead);
    }
  }
}
