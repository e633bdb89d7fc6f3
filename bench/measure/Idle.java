import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What services send to their databases without being asked. */
final class Idle {

  /**
   * Twice the longest interval at which the service looks for work by itself. There is no condition
   * to wait for: what is observed is that something comes, or does not, while nobody asks.
   */
  private static final int OBSERVED = 11_000;

  private final Map<Size, List<String>> texts = new LinkedHashMap<>();

  Idle(List<Size> sizes) throws Exception {
    var logs = new LinkedHashMap<Size, DatabaseLog>();
    for (var size : sizes) {
      logs.put(size, new DatabaseLog(size));
    }
    Thread.sleep(OBSERVED);
    for (var size : sizes) {
      texts.put(
          size,
          logs.get(size).end().stream()
              .filter(DatabaseLog.Sent::isQuery)
              .map(DatabaseLog.Sent::text)
              .toList());
    }
  }

  /** That goes, and the transactions of it. */
  List<DatabaseLog.Sent> without(Size size, List<DatabaseLog.Sent> all) {
    var idle = texts.get(size);
    var asked =
        all.stream()
            .filter(sent -> sent.isQuery() && !idle.contains(sent.text()))
            .map(DatabaseLog.Sent::session)
            .toList();
    return all.stream()
        .filter(sent -> asked.contains(sent.session()) && !idle.contains(sent.text()))
        .toList();
  }
}
