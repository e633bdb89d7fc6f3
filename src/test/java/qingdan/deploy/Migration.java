package qingdan.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a migration would do to a schema on which the release before is at work: docs/operations.md,
 * "Upgrade and roll back". Looked at as text, statement by statement, those of functions and blocks
 * too.
 */
record Migration(String sql) {

  /** One line per thing that a migration may not do. To forbid another, add a line. */
  private enum Refusal {
    REMOVES(
        "the release before may use it", "\\bdrop (?!as\\b)\\w|\\btruncate |\\bdisable trigger"),
    RENAMES("the release before knows it by its name", "\\brename\\b|\\bset schema\\b"),
    RETYPES("the release before may not fit", "\\balter (column )?\\w+ (set data )?type\\b"),
    DEMANDS("the release before leaves it out", "\\bset not null\\b"),
    DEMANDS_NEW(
        "the release before leaves it out", "\\badd\\b(?=.*\\bnot null\\b)(?!.*\\bdefault\\b)"),
    CONSTRAINS(
        "rows that are there would be read under a lock",
        "\\badd (constraint|check|foreign key|unique|primary key|exclude)\\b(?!.* not valid\\b)"),
    CONSTRAINS_NEW(
        "rows that are there would be read under a lock",
        "\\badd (column )?(?!constraint )\\w+ .*\\b(check|unique|primary key)\\b"),
    MAKES_UNIQUE("the release before may write it twice", "\\bcreate unique index\\b"),
    REWRITES(
        "every row would be written anew under a lock",
        "\\badd\\b.*\\b(\\w*serial|identity|stored|default (gen_random_uuid|uuidv7|random|clock_timestamp|nextval))\\b"),
    LOCKS("the release before waits meanwhile", "\\block table\\b|\\block \\w+ in \\w+"),
    STANDS_ALONE(
        "it stays where a later statement fails",
        "\\bconcurrently\\b|^(vacuum|cluster|commit|rollback|begin$|start transaction)");

    private final String reason;
    private final Pattern pattern;

    Refusal(String reason, String pattern) {
      this.reason = reason;
      this.pattern = Pattern.compile(pattern);
    }
  }

  private static final Pattern MADE =
      Pattern.compile(
          "\\bcreate (?:(?:temporary|unlogged|global|local) )*table (?:if not exists )?(\\w+)");
  private static final Pattern TABLE =
      Pattern.compile(
          "(?:\\b(?:alter|drop|truncate|lock) (?:table )?|\\bcreate unique index [\\w ]*\\bon )"
              + "(?:if exists )?(?:only )?(\\w+)");
  private static final Pattern ALTERED =
      Pattern.compile("(.*\\balter table (?:if exists )?(?:only )?\\w+) (.*)");

  /** What the release before would notice; what is done to a table that is new itself it cannot. */
  List<String> refusals() {
    var refusals = new ArrayList<String>();
    var made = new HashSet<String>();
    for (var statement : statements()) {
      MADE.matcher(statement).results().forEach(table -> made.add(table.group(1)));
      var table = TABLE.matcher(statement);
      if (table.find() && made.contains(table.group(1))) {
        continue;
      }
      Stream.of(Refusal.values())
          .filter(refusal -> refusal.pattern.matcher(statement).find())
          .map(refusal -> statement + ": " + refusal.reason)
          .forEach(refusals::add);
    }
    return refusals;
  }

  /** In one line each, without comments, texts and what stands in brackets. */
  private List<String> statements() {
    var plain =
        sql.toLowerCase(Locale.ROOT)
            .replaceAll("--[^\\n]*", " ")
            .replaceAll("(?s)/\\*.*?\\*/", " ")
            .replaceAll("\\s+", " ")
            // a statement that is put together is looked at too
            .replaceAll("(?<!execute )(?<!format\\()'[^']*'", "''")
            .replaceAll("\\$\\w*\\$", ";");
    for (var before = ""; !before.equals(plain); ) {
      before = plain;
      plain = plain.replaceAll("(?<!format)\\([^()]*\\)", " ");
    }
    return Stream.of(plain.replaceAll(" +", " ").split(";"))
        .map(String::strip)
        .flatMap(Migration::actions)
        .toList();
  }

  /** Each action of {@code alter table} is a statement of its own. */
  private static Stream<String> actions(String statement) {
    var altered = ALTERED.matcher(statement);
    return altered.matches()
        ? Stream.of(altered.group(2).split(", ")).map(action -> altered.group(1) + " " + action)
        : Stream.of(statement);
  }
}
