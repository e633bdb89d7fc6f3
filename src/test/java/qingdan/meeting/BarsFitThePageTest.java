package qingdan.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

class BarsFitThePageTest {

  private static BarChart.Bar bar(String label) {
    return new BarChart.Bar(label, new Briefing.Movement(1L, 2));
  }

  private static String chart(String label) {
    return BarChart.of("逾期", List.of(bar(label)));
  }

  @Test
  void aNameOfNineteenCharactersStandsWhole() {
    var name = "某某市某某区住房和城乡建设与交通委员会";

    assertThat(name).hasSize(19);
    assertThat(chart(name)).contains(">" + name + "</text>");
  }

  @Test
  void aLongerOneIsCutAndToldInFull() {
    var name = "天津市滨海新区住房和城乡建设与交通运输<委员会>";

    assertThat(chart(name))
        .contains("<title>天津市滨海新区住房和城乡建设与交通运输&lt;委员会&gt;</title>天津市滨海新区住房和城乡建设与交通运输…</text>");
  }

  @Test
  void latinLettersTakeHalfTheRoom() {
    assertThat(chart("a".repeat(38))).contains(">" + "a".repeat(38) + "</text>");
    assertThat(chart("a".repeat(39))).contains("</title>" + "a".repeat(38) + "…</text>");
  }

  @Test
  void noMoreAreDrawnThanStandOnAPage() {
    var chart = BarChart.of("逾期", Collections.nCopies(1000, bar("某局")));

    assertThat(chart.split("class=\"now\"")).hasSize(21);
    assertThat(chart).contains("viewBox=\"0 0 780 684\"");
  }
}
