package qingdan.shared;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import io.quarkus.runtime.annotations.RegisterResourceBundle;

/** The texts that callers read, in English and Chinese. */
@RegisterResourceBundle(bundleName = "messages")
public final class Messages {

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
  private static final List<Locale> OFFERED =
      List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.CHINESE);

  private Messages() {}

  /** English unless the header prefers Chinese; a header that cannot be read is as good as none. */
  public static Locale language(String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > 200) {
      return Locale.ENGLISH;
    }
    try {
      var best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), OFFERED);
      return best != null && best.getLanguage().equals("zh")
          ? Locale.SIMPLIFIED_CHINESE
          : Locale.ENGLISH;
    } catch (IllegalArgumentException unreadable) {
      return Locale.ENGLISH;
    }
  }

  public static String text(Locale language, String key, List<Object> arguments) {
    var pattern = ResourceBundle.getBundle("messages", language, NO_FALLBACK).getString(key);
    return new MessageFormat(pattern, language)
        .format(arguments.stream().map(Messages::plain).toArray());
  }

  /** Numbers and ids as they are written in requests, not grouped by thousands. */
  private static Object plain(Object argument) {
    return String.valueOf(argument);
  }
}
