package qingdan.deploy;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import qingdan.shared.ErrorCode;

/** {@code docs/operations.md} against the code. */
class OperatorsAreToldTheTruthTest {

  private static final String DOCUMENT = read(Path.of("docs/operations.md"));
  private static final String CODE = code();

  /** Set for a start, so that an operator could set them too, and why none should. */
  private static final Map<String, String> NO_OPERATORS =
      Map.ofEntries(
          Map.entry("QUARKUS_BANNER_ENABLED", "a log of JSON has no banner"),
          Map.entry("QUARKUS_HTTP_TEST_PORT", "of tests"),
          Map.entry("QUARKUS_MANAGEMENT_TEST_PORT", "of tests"),
          Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "would log addresses and search words"),
          Map.entry("QUARKUS_HTTP_HEADER__X_CONTENT_TYPE_OPTIONS__VALUE", "safety of browsers"),
          Map.entry("QUARKUS_HTTP_HEADER__STRICT_TRANSPORT_SECURITY__VALUE", "safety of browsers"),
          Map.entry("QUARKUS_HTTP_HEADER__REFERRER_POLICY__VALUE", "safety of browsers"),
          Map.entry("QUARKUS_HTTP_HEADER__CONTENT_SECURITY_POLICY__VALUE", "safety of browsers"),
          Map.entry("QUARKUS_OIDC_APPLICATION_TYPE", "the service logs nobody in by pages"),
          Map.entry("QUARKUS_OIDC_TENANT_ENABLED", "the service's own tokens need it"),
          Map.entry("QUARKUS_OIDC_TOKEN_ALLOW_JWT_INTROSPECTION", "signatures alone count"),
          Map.entry("QUARKUS_OIDC_TOKEN_ALLOW_OPAQUE_TOKEN_INTROSPECTION", "as the one before"),
          Map.entry(
              "QUARKUS_DATASOURCE_JDBC_NEW_CONNECTION_SQL", "how statements are planned, too"),
          Map.entry(
              "QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_CONNECTTIMEOUT",
              "shorter than the patience for a connection"),
          Map.entry(
              "QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_TCPKEEPALIVE", "harms nowhere"),
          Map.entry(
              "QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_APPLICATIONNAME",
              "by it operators find the service's connections"),
          Map.entry(
              "QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_LOGSERVERERRORDETAIL",
              "would log values of rows"),
          Map.entry("QUARKUS_FLYWAY_JDBC_URL", "that of the service"),
          Map.entry("QUARKUS_FLYWAY_USERNAME", "the service owns its tables"),
          Map.entry("QUARKUS_FLYWAY_PASSWORD", "that of the service"),
          Map.entry("QUARKUS_FLYWAY_CLEAN_DISABLED", "would empty the database"),
          Map.entry("QUARKUS_FLYWAY_IGNORE_FUTURE_MIGRATIONS", "a roll-back needs it"),
          Map.entry("QUARKUS_LOG_CATEGORY__IO_ZONKY__LEVEL", "of the embedded database"),
          Map.entry("QUARKUS_LOG_CONSOLE_FORMAT", "of logs that are no JSON"),
          Map.entry("QUARKUS_OTEL_SPAN_EVENT_COUNT_LIMIT", "would send what somebody wrote"));

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| ([^|]+) \\| .+ \\|$");
  private static final List<Pattern> READINGS =
      List.of(
          Pattern.compile(
              "@ConfigProperty\\(\\s*name = \"(qingdan\\.[a-z.-]+)\"(?:, defaultValue = \"([^\"]*)\")?"),
          Pattern.compile("\"\\{(qingdan\\.[a-z.-]+):([^}]*)}\""),
          Pattern.compile("setting\\(\\s*\"(qingdan\\.[a-z.-]+)\", \"([^\"]*)\""));
  private static final Pattern MAPPING =
      Pattern.compile(
          "@ConfigMapping\\(prefix = \"(qingdan[a-z.-]*)\"\\)\\s*interface \\w+ \\{(.*?)\\R  }",
          Pattern.DOTALL);
  private static final Pattern MEMBER =
      Pattern.compile("(?:@WithDefault\\(\"([^\"]*)\"\\)\\s*)?[\\w<>.]+ (\\w+)\\(\\);");

  @Test
  void everySettingOfTheCodeIsToldWithItsDefaultAndNoOtherOne() {
    assertThat(told("QINGDAN_")).isEqualTo(known());
  }

  @Test
  void settingsOfTheFrameworkAreReadByAStartAndHaveTheDefaultThatIsSet() throws IOException {
    var known = new TreeMap<String, String>();
    for (var setting : FrameworkSetting.all()) {
      known.put(variable(setting.property()), setting.byDefault());
    }
    known.putAll(setForAStart());

    assertThat(known).containsAllEntriesOf(told("QUARKUS_"));
  }

  @Test
  void whatIsSetOfTheFrameworkIsToldUnlessItIsNoOperators() throws IOException {
    var untold = new TreeSet<>(setForAStart().keySet());
    untold.removeAll(told("QUARKUS_").keySet());

    assertThat(untold).isEqualTo(new TreeSet<>(NO_OPERATORS.keySet()));
  }

  @Test
  void everyVariableThatIsNamedIsTold() throws IOException {
    var named = new StringBuilder(DOCUMENT);
    for (var folder : List.of("deploy", "src/main/docker")) {
      try (var tree = Files.walk(Path.of(folder))) {
        tree.filter(Files::isRegularFile)
            .forEach(file -> named.append(read(file).replaceAll("(?m)^ *#.*", "")));
      }
    }
    var told = new TreeSet<>(told("QINGDAN_").keySet());
    told.addAll(told("QUARKUS_").keySet());

    assertThat(found(Pattern.compile("(?:QINGDAN|QUARKUS)_[A-Z_]*[A-Z]\\b(?!_)"), named.toString()))
        .map(MatchResult::group)
        .hasSizeGreaterThan(50)
        .allMatch(told::contains);
  }

  @Test
  void everyErrorThatIsExplainedExists() {
    var codes = Stream.of(ErrorCode.values()).map(ErrorCode::code).toList();
    var told =
        found(Pattern.compile("`([a-z-]+)` \\(\\d{3}\\)"), DOCUMENT).map(match -> match.group(1));

    assertThat(told).hasSizeGreaterThan(8).allMatch(codes::contains);
    for (var match : found(Pattern.compile("`([a-z-]+)` \\((\\d{3})\\)"), DOCUMENT).toList()) {
      var code =
          Stream.of(ErrorCode.values())
              .filter(each -> each.code().equals(match.group(1)))
              .findFirst()
              .orElseThrow();
      assertThat(code.status()).isEqualTo(Integer.parseInt(match.group(2)));
    }
  }

  @Test
  void everyLineOfTheLogThatIsExplainedIsWritten() {
    var texts = found(Pattern.compile("“([^”]+)”"), DOCUMENT).map(match -> match.group(1)).toList();

    assertThat(texts).hasSizeGreaterThan(3).allMatch(CODE::contains);
  }

  @Test
  void filesAndLinksLeadSomewhere() {
    var folder = Path.of("docs");
    assertThat(found(Pattern.compile("]\\(([^)#:]+)\\)"), DOCUMENT).map(m -> m.group(1)))
        .allMatch(link -> Files.exists(folder.resolve(link)));
    assertThat(
            found(Pattern.compile("(?<![\\w/.])((?:deploy|bench|src)/[\\w./-]+)"), DOCUMENT)
                .map(m -> m.group(1)))
        .isNotEmpty()
        .allMatch(path -> Files.exists(Path.of(path)));
  }

  private static Map<String, String> known() {
    var known = new TreeMap<String, String>();
    for (var reading : READINGS) {
      found(reading, CODE)
          .forEach(match -> known.put(variable(match.group(1)), orNone(match.group(2))));
    }
    for (var mapping : found(MAPPING, CODE).toList()) {
      found(MEMBER, mapping.group(2))
          .forEach(
              member ->
                  known.put(
                      variable(mapping.group(1) + "." + hyphenated(member.group(2))),
                      orNone(member.group(1))));
    }
    return known;
  }

  /** What application.properties sets of the framework in every profile and not for the build. */
  private static Map<String, String> setForAStart() throws IOException {
    var framework = FrameworkSetting.all();
    var set = new TreeMap<String, String>();
    properties()
        .forEach(
            (name, value) -> {
              if (framework.stream().anyMatch(setting -> setting.is(name.toString()))) {
                set.put(variable(name.toString()), value.toString());
              }
            });
    return set;
  }

  /** By variable, in the order of the document; in backticks unless it is another's default. */
  private static Map<String, String> told(String prefix) {
    var told = new TreeMap<String, String>();
    for (var row : found(ROW, DOCUMENT).filter(each -> each.group(1).startsWith(prefix)).toList()) {
      assertThat(told.put(row.group(1), row.group(2).strip().replace("`", "")))
          .as("%s stands once", row.group(1))
          .isNull();
    }
    assertThat(told).isNotEmpty();
    return told;
  }

  private static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static String hyphenated(String member) {
    return member.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String orNone(String value) {
    return value == null ? "none" : value;
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static Properties properties() throws IOException {
    var properties = new Properties();
    try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      properties.load(file);
    }
    return properties;
  }

  private static String code() {
    var files = new ArrayList<Path>();
    for (var folder : List.of("src/main/java", "src/embedded/java")) {
      try (var tree = Files.walk(Path.of(folder))) {
        tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files.stream().map(OperatorsAreToldTheTruthTest::read).collect(joining("\n"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
