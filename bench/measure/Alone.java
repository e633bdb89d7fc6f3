import java.util.ArrayList;
import java.util.List;

/**
 * Half of the requests of one connection are answered within so many milliseconds, and half of the
 * cheapest authenticated requests, {@code GET /me}, sent between them: what is beyond that is the
 * reading's own.
 */
record Alone(double millis, double me) {

  private static final int MOST = 100;
  private static final long LONGEST = 250_000_000;
  private static final Session.Request ME = Session.Request.get("/api/v1/me");

  static Alone of(Size size, List<String> paths) throws Exception {
    var millis = new ArrayList<Double>();
    var me = new ArrayList<Double>();
    size.rest();
    try (var session = new Session(size)) {
      var begin = System.nanoTime();
      for (int i = 0; i < MOST && (i < 10 || System.nanoTime() - begin < LONGEST); i++) {
        me.add(timed(session, ME));
        millis.add(timed(session, Session.Request.get(paths.get(i % paths.size()))));
      }
    }
    return new Alone(Median.of(millis), Median.of(me));
  }

  private static double timed(Session session, Session.Request request) throws Exception {
    var begin = System.nanoTime();
    session.send(request);
    return (System.nanoTime() - begin) / 1e6;
  }

  double beyondMe() {
    return millis - me;
  }
}
