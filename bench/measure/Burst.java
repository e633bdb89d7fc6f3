import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** So many requests over sixteen connections, unless the time is over before; what it took. */
record Burst(int requests, double seconds, double cpu, double databaseCpu) {

  static Burst of(Size size, IntFunction<Session.Request> each, int most, double seconds)
      throws Exception {
    var sessions = new ArrayList<Session>();
    var pool = Executors.newFixedThreadPool(Measure.CONNECTIONS);
    try {
      for (int i = 0; i < Measure.CONNECTIONS; i++) {
        sessions.add(new Session(size));
      }
      var next = new AtomicInteger();
      var service = size.processes.cpuOfService();
      var database = size.processes.cpuOfDatabase();
      var begin = System.nanoTime();
      var senders = new ArrayList<Callable<Integer>>();
      for (var session : sessions) {
        senders.add(
            () -> {
              int sent = 0;
              for (int i = next.getAndIncrement();
                  i < most && System.nanoTime() - begin < seconds * 1e9;
                  i = next.getAndIncrement()) {
                session.send(each.apply(i));
                sent++;
              }
              return sent;
            });
      }
      int done = 0;
      for (var sent : pool.invokeAll(senders)) {
        done += sent.get();
      }
      return new Burst(
          done,
          (System.nanoTime() - begin) / 1e9,
          (size.processes.cpuOfService() - service) / done,
          (size.processes.cpuOfDatabase() - database) / done);
    } finally {
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
      for (var session : sessions) {
        session.close();
      }
    }
  }

  double perSecond() {
    return requests / seconds;
  }
}
