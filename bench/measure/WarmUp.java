import java.io.IOException;
import java.util.LinkedHashMap;

/**
 * Loads a service by all readings in turn until its compiler is done with the common path: about
 * {@code -Dwarm=} requests, in a minute at most. Each reading has its three seconds or 200
 * requests, or its share of the minute; then those that answer fast get more of the time.
 */
final class WarmUp {

  private static final int WANTED = Integer.getInteger("warm", 100_000);
  private static final double LONGEST = 60;
  private static final double FAST = 300;

  private final Size size;
  private final long begin = System.nanoTime();
  private int served;

  WarmUp(Size size) {
    this.size = size;
  }

  void run(Table table) throws Exception {
    var rates = new LinkedHashMap<Reading, Double>();
    for (var reading : Reading.ALL) {
      var share = (LONGEST - seconds()) / (Reading.ALL.size() - rates.size());
      rates.put(reading, load(reading, 200, Math.min(3, share)));
    }
    while (goesOn()) {
      for (var reading : Reading.ALL) {
        if (goesOn()) {
          var fast = rates.get(reading) > FAST;
          rates.put(reading, load(reading, WANTED - served, fast ? 1 : 0.25));
        }
      }
    }
    tell(table);
  }

  private boolean goesOn() {
    return served < WANTED && seconds() < LONGEST;
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  private double load(Reading reading, int most, double seconds) throws Exception {
    var paths = reading.paths(size);
    var done = Burst.of(size, i -> Session.Request.get(paths.get(i % paths.size())), most, seconds);
    served += done.requests();
    return done.perSecond();
  }

  private void tell(Table table) throws IOException {
    table.say(
        "The service of %s units had answered %d requests in %.0f s before anything was measured."
            .formatted(size.name, served, seconds()));
  }
}
