package qingdan.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import qingdan.campaign.WorkingDays;

class RhythmTest {

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }

  private static List<String> slots(Rhythm rhythm, String first, String last) {
    return rhythm.slots(day(first), day(last)).map(LocalDate::toString).toList();
  }

  @Test
  void everyHalfMonthIsTheFirstAndTheSixteenth() {
    assertThat(slots(new Rhythm(Cadence.HALF_MONTHLY, null, null), "2019-09-09", "2019-11-01"))
        .containsExactly("2019-09-16", "2019-10-01", "2019-10-16", "2019-11-01");
  }

  @Test
  void everyWeekIsItsDay() {
    assertThat(slots(new Rhythm(Cadence.WEEKLY, 3, null), "2019-09-09", "2019-09-25"))
        .containsExactly("2019-09-11", "2019-09-18", "2019-09-25");
  }

  @Test
  void everyMonthEndsEarlierWhereItIsShorter() {
    assertThat(slots(new Rhythm(Cadence.MONTHLY, null, 31), "2020-01-01", "2020-04-30"))
        .containsExactly("2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30");
  }

  @Test
  void nothingLiesBetweenDaysInTheWrongOrder() {
    for (var cadence : Cadence.values()) {
      assertThat(slots(new Rhythm(cadence, 1, 1), "2020-01-02", "2020-01-01")).isEmpty();
    }
  }

  @Test
  void itIsDueOnTheNearestWorkingDay() {
    var holiday = new HashMap<LocalDate, Boolean>();
    day("2019-10-01").datesUntil(day("2019-10-08")).forEach(day -> holiday.put(day, false));
    var days = new WorkingDays(holiday);

    assertThat(Rhythm.due(day("2019-09-16"), days)).isEqualTo("2019-09-16");
    assertThat(Rhythm.due(day("2019-10-01"), days)).isEqualTo("2019-09-30");
    assertThat(Rhythm.due(day("2019-09-01"), days)).as("a Sunday").isEqualTo("2019-09-02");
    assertThat(Rhythm.due(day("2019-06-01"), days)).as("a Saturday").isEqualTo("2019-05-31");
  }

  @Test
  void ofTwoAsNearItIsTheEarlier() {
    var days = new WorkingDays(Map.of(day("2019-10-16"), false));

    assertThat(Rhythm.due(day("2019-10-16"), days)).isEqualTo("2019-10-15");
  }
}
