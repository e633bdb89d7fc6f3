package qingdan.shared;

import java.text.Normalizer;

/** Which characters a string may hold, wherever it comes from. */
public final class Characters {

  private Characters() {}

  /** The rule that is broken, or null. */
  public static String fault(String text) {
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
        return "ill-formed-text";
      }
      if (isForbidden(character)) {
        return "forbidden-character";
      }
      i += Character.charCount(character);
    }
    return null;
  }

  /** Controls but for tab and line ends; invisible marks that reorder or hide text. */
  private static boolean isForbidden(int character) {
    if (character == '\t' || character == '\n' || character == '\r') {
      return false;
    }
    return Character.isISOControl(character)
        || (character >= 0x200B && character <= 0x200F)
        || (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2060 && character <= 0x2069)
        || character == 0xFEFF
        || Character.getType(character) == Character.UNASSIGNED;
  }

  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  /** Without line ends and tabs, and without blanks around it. */
  public static boolean isOneLine(String text) {
    return text.codePoints().noneMatch(Characters::breaksLine)
        && !isBlank(text.substring(0, 1))
        && !isBlank(text.substring(text.length() - 1));
  }

  private static boolean breaksLine(int character) {
    return Character.isISOControl(character)
        || Character.getType(character) == Character.LINE_SEPARATOR
        || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
  }

  public static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
