package qingdan.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import org.junit.jupiter.api.Test;

class EveryErrorSpeaksTwoLanguagesTest {

  @Test
  void everyCodeHasTitleAndDetailInBoth() {
    for (var code : ErrorCode.values()) {
      for (var part : List.of(".title", ".detail")) {
        var english = Messages.text(Locale.ENGLISH, code.code() + part, List.of("x", "y", "z"));
        var chinese =
            Messages.text(Locale.SIMPLIFIED_CHINESE, code.code() + part, List.of("x", "y", "z"));
        assertThat(english).isNotBlank().doesNotContain("{").isNotEqualTo(chinese);
        assertThat(chinese).isNotBlank().doesNotContain("{");
      }
    }
  }

  @Test
  void bothBundlesHaveTheSameKeys() {
    var english = ResourceBundle.getBundle("messages", Locale.ROOT);
    var chinese = ResourceBundle.getBundle("messages", Locale.SIMPLIFIED_CHINESE);

    assertThat(chinese.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void chineseIsSpokenToThoseWhoPreferIt() {
    assertThat(Messages.language("zh-CN,en;q=0.5")).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(Messages.language("zh")).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(Messages.language("en,zh;q=0.5")).isEqualTo(Locale.ENGLISH);
    assertThat(Messages.language("xx;;;")).isEqualTo(Locale.ENGLISH);
    assertThat(Messages.language(null)).isEqualTo(Locale.ENGLISH);
  }
}
