package qingdan.exchange;

/**
 * Spreadsheets run what begins like a formula. Such a text goes out behind an apostrophe, and comes
 * back without it; one that begins with an apostrophe of its own gets another.
 */
public final class Formulas {

  private static final String STARTS = "=+-@\t\r\n＝＋－＠";

  private Formulas() {}

  public static String guarded(String text) {
    return text != null && startsAfterApostrophes(text) ? "'" + text : text;
  }

  static String bare(String text) {
    return text.startsWith("'") && startsAfterApostrophes(text) ? text.substring(1) : text;
  }

  private static boolean startsAfterApostrophes(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) == '\'') {
      i++;
    }
    return i < text.length() && STARTS.indexOf(text.charAt(i)) >= 0;
  }
}
