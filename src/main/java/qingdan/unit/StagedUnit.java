package qingdan.unit;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A unit as a file names it.
 *
 * @param tier null: that of its kind, or the one that the unit has
 */
public record StagedUnit(
    long line,
    String code,
    String name,
    UnitKind kind,
    String parentCode,
    Sector sector,
    Tier tier) {

  List<String> row(String id, String label) {
    return java.util.Arrays.asList(
        "" + line,
        code,
        name,
        kind.name(),
        parentCode,
        sector == null ? null : sector.name(),
        tier == null ? null : tier.name(),
        kind.tier().name(),
        id,
        label,
        bigrams(name));
  }

  /**
   * What {@code name_bigrams} makes of the name, a hundred times faster; null where upper case
   * would have to be folded, which the database does its own way.
   */
  private static String bigrams(String name) {
    var characters = name.codePoints().toArray();
    var grams = new TreeSet<String>();
    for (int i = 0; i < characters.length; i++) {
      if (Character.isUpperCase(characters[i]) || Character.isTitleCase(characters[i])) {
        return null;
      }
      for (int n = 1; n <= 2 && i + n <= characters.length; n++) {
        grams.add(new String(characters, i, n));
      }
    }
    return grams.stream()
        .map(gram -> '"' + gram.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }
}
