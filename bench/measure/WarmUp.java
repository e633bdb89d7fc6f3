import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads a service by all readings in turn until its compiler is done with the common path: about
 * {@code -Dwarm=} requests, in a minute and a half at most. First each reading has fifty requests
 * or a second; then those that answer fast get more of the time.
 */
final class WarmUp {

  private static final int WANTED = Integer.getInteger("warm", 100_000);
  private static final double LONGEST = 90;
  private static final double FAST = 300;

  private final Size size;
  private final Map<Reading, List<String>> paths = new HashMap<>();
  private long begin;
  private int served;

  WarmUp(Size size) {
    this.size = size;
  }

  void run(Table table) throws Exception {
    for (var reading : Reading.ALL) {
      paths.put(reading, reading.paths(size));
    }
    // each once, alone: what nobody has read since the server started comes from the disk
    for (var asked : paths.values()) {
      Alone.of(size, asked);
    }
    begin = System.nanoTime();
    var rates = new LinkedHashMap<Reading, Double>();
    for (var reading : Reading.ALL) {
      rates.put(reading, load(reading, 50, 1));
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
    var asked = paths.get(reading);
    var done = Burst.of(size, i -> Session.Request.get(asked.get(i % asked.size())), most, seconds);
    served += done.requests();
    return done.perSecond();
  }

  private void tell(Table table) throws IOException {
    table.say(
        "The service of %s units had answered %d requests in %.0f s before anything was measured."
            .formatted(size.name, served, seconds()));
  }
}
