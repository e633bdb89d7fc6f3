package qingdan.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;

class WorkingDaysTest {

  private static final LocalDate FRIDAY = LocalDate.parse("2019-09-27");
  private static final LocalDate SUNDAY = LocalDate.parse("2019-09-29");
  private static final LocalDate MONDAY = LocalDate.parse("2019-09-30");
  private static final LocalDate HOLIDAY = LocalDate.parse("2019-10-01");

  private final WorkingDays plain = new WorkingDays(Map.of());
  private final WorkingDays named = new WorkingDays(Map.of(SUNDAY, true, HOLIDAY, false));

  @Test
  void theWeekIsWorkedFromMondayToFriday() {
    assertThat(plain.isWorking(FRIDAY)).isTrue();
    assertThat(plain.isWorking(FRIDAY.plusDays(1))).isFalse();
    assertThat(plain.isWorking(SUNDAY)).isFalse();
    assertThat(plain.isWorking(MONDAY)).isTrue();
  }

  @Test
  void namedDaysAreAsTheCalendarHasThem() {
    assertThat(named.isWorking(SUNDAY)).isTrue();
    assertThat(named.isWorking(HOLIDAY)).isFalse();
  }

  @Test
  void workingDaysAreAddedAndTakenAway() {
    assertThat(plain.plus(FRIDAY, 0)).isEqualTo(FRIDAY);
    assertThat(plain.plus(FRIDAY, 1)).isEqualTo(MONDAY);
    assertThat(named.plus(FRIDAY, 1)).isEqualTo(SUNDAY);
    assertThat(named.plus(MONDAY, 1)).isEqualTo(HOLIDAY.plusDays(1));
    assertThat(plain.plus(MONDAY, -1)).isEqualTo(FRIDAY);
    assertThat(plain.plus(SUNDAY, -1)).isEqualTo(FRIDAY);
  }

  @Test
  void daysBetweenLeaveTheFirstOutAndTakeTheLastIn() {
    assertThat(plain.between(FRIDAY, FRIDAY)).isZero();
    assertThat(plain.between(FRIDAY, MONDAY)).isEqualTo(1);
    assertThat(named.between(FRIDAY, MONDAY)).isEqualTo(2);
    assertThat(plain.between(MONDAY, FRIDAY)).isEqualTo(-1);
  }

  @Test
  void whatIsAddedIsBetween() {
    for (int n = 0; n < 30; n++) {
      assertThat(named.between(FRIDAY, named.plus(FRIDAY, n))).isEqualTo(n);
    }
  }
}
