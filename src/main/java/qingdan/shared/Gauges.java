package qingdan.shared;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Numbers of the database for the metrics. Each replica reads them now and then and tells them from
 * memory, so that a scrape costs nothing and waits for nobody. What has not been read for a while
 * is not known: NaN.
 */
@ApplicationScoped
public class Gauges {

  /** How often they are read, for the scheduler. */
  public static final String EVERY = "{qingdan.metrics.read-every:15s}";

  private static final int READINGS_MISSED = 4;

  private final MeterRegistry meters;
  private final Duration lasts;

  Gauges(
      MeterRegistry meters,
      @ConfigProperty(name = "qingdan.metrics.read-every", defaultValue = "15s") Duration every) {
    this.meters = meters;
    this.lasts = every.multipliedBy(READINGS_MISSED);
  }

  public Gauge gauge(String name, String description, String... tags) {
    var gauge = new Gauge();
    io.micrometer.core.instrument.Gauge.builder(name, gauge, Gauge::value)
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(meters);
    return gauge;
  }

  /** One number. */
  public final class Gauge {

    private volatile double read = Double.NaN;
    private volatile long at;

    private Gauge() {}

    public void set(double value) {
      at = System.nanoTime();
      read = value;
    }

    private double value() {
      return System.nanoTime() - at > lasts.toNanos() ? Double.NaN : read;
    }
  }
}
