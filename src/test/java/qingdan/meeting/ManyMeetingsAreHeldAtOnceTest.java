package qingdan.meeting;

import static qingdan.meeting.Office.MEETINGS;
import static qingdan.meeting.Office.created;
import static qingdan.meeting.Office.hold;
import static qingdan.meeting.Office.today;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import qingdan.ApiTest;
import qingdan.shared.ABusyDatabaseIsSaidInTimeTest;

/** More than there are connections, each of which keeps its briefing. */
@QuarkusTest
@TestProfile(ABusyDatabaseIsSaidInTimeTest.SmallPool.class)
class ManyMeetingsAreHeldAtOnceTest extends ApiTest {

  private static final int MANY = 6;

  @Test
  void eachOfThemIsHeld() {
    var office = new Office();
    var today = today().toString();
    var meetings =
        IntStream.range(0, MANY)
            .mapToObj(i -> created(MEETINGS, Map.of("series", office.series, "plannedOn", today)))
            .toList();
    var threads = Executors.newFixedThreadPool(MANY);
    try {
      var held =
          meetings.stream()
              .map(meeting -> CompletableFuture.supplyAsync(() -> hold(meeting, today), threads))
              .toList();

      held.forEach(answer -> answer.join().statusCode(200));
    } finally {
      threads.shutdown();
    }
  }
}
