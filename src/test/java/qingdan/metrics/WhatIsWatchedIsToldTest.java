package qingdan.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import qingdan.ApiTest;
import qingdan.World;

/** Dashboard and alerts in {@code deploy/} against what the service exports. */
@QuarkusTest
@TestProfile(WhatIsToBeDoneIsMeasuredTest.OwnDatabase.class)
class WhatIsWatchedIsToldTest extends ApiTest {

  private static final Path FOLDER = Path.of("deploy/production");

  /** Prometheus adds them to what it scrapes. */
  private static final Set<String> OF_PROMETHEUS = Set.of("namespace", "pod", "job", "instance");

  private static final String UP = "up";

  @TestHTTPResource(value = "/metrics", management = true)
  URL metrics;

  @Test
  void everyMetricAndLabelOfTheDashboardIsExported() throws Exception {
    var panels = dashboard().path("panels");
    var expressions = new TreeMap<String, String>();
    for (var panel : panels) {
      for (var target : panel.path("targets")) {
        expressions.put(
            panel.path("title").asText() + " " + target.path("refId").asText(),
            target.path("expr").asText());
      }
    }
    assertThat(expressions).hasSizeGreaterThan(20);
    assertExported(expressions);
  }

  @Test
  void everyMetricAndLabelOfTheAlertsIsExportedAndEveryAlertIsExplained() throws Exception {
    var expressions = new TreeMap<String, String>();
    var document = Files.readString(Path.of("docs/operations.md"));
    for (var rule : rules()) {
      var alert = rule.path("alert").asText();
      expressions.put(alert, rule.path("expr").asText());
      assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("critical", "warning");
      assertThat(rule.at("/annotations/summary").asText()).as(alert).isNotBlank();
      assertThat(document).contains("| `" + alert + "` |");
    }
    assertThat(expressions).hasSizeGreaterThan(8);
    assertThat(expressions.values())
        .as("a metric of any service is asked for of this one alone")
        .allSatisfy(
            expression ->
                Expression.of(expression)
                    .selected()
                    .forEach(
                        (metric, labels) ->
                            assertThat(metric.startsWith("qingdan_") || labels.contains("job"))
                                .as(metric)
                                .isTrue()));
    assertExported(expressions);
  }

  @Test
  void panelsStandBesideEachOtherAndHaveNamesOfTheirOwn() throws IOException {
    var taken = new HashSet<String>();
    var ids = new HashSet<Integer>();
    for (var panel : dashboard().path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      var place = panel.path("gridPos");
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          int column = place.path("x").asInt() + x;
          assertThat(column).isLessThan(24);
          assertThat(taken.add(column + " " + (place.path("y").asInt() + y)))
              .as(panel.path("title").asText())
              .isTrue();
        }
      }
    }
  }

  @Test
  void expressionsAreUnderstood() {
    var ratio =
        Expression.of("sum by (a, le) (rate(m_count{b=~\"x{2}\", c=\"y\"}[5m])) / on (d) n > 0.5");

    assertThat(ratio.selected()).isEqualTo(Map.of("m_count", Set.of("b", "c"), "n", Set.of()));
    assertThat(ratio.grouped()).containsExactlyInAnyOrder("a", "d", "le");
  }

  private void assertExported(Map<String, String> expressions) {
    World.admin().get("/api/v1/me").then().statusCode(200);
    await()
        .untilAsserted(
            () -> {
              var scrape = Scrape.of(metrics.toURI());
              expressions.forEach((where, expression) -> assertExported(scrape, where, expression));
            });
  }

  private static void assertExported(Scrape scrape, String where, String text) {
    var expression = Expression.of(text);
    var labels = new HashSet<>(OF_PROMETHEUS);
    expression
        .selected()
        .forEach(
            (metric, selected) -> {
              if (!metric.equals(UP)) {
                assertThat(scrape.metrics()).as(where).containsKey(metric);
              }
              var known = new HashSet<>(OF_PROMETHEUS);
              known.addAll(scrape.labels(metric));
              labels.addAll(known);
              assertThat(known).as("labels of %s in %s", metric, where).containsAll(selected);
            });
    assertThat(expression.selected()).as(where).isNotEmpty();
    assertThat(labels).as("grouped by in %s", where).containsAll(expression.grouped());
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve("grafana-dashboard.json").toFile());
  }

  private static List<JsonNode> rules() throws IOException {
    try (var text = Files.newBufferedReader(FOLDER.resolve("prometheusrule.yaml"))) {
      Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return new ObjectMapper()
          .<JsonNode>valueToTree(document).at("/spec/groups").findValues("rules").stream()
              .flatMap(
                  rules -> {
                    var each = new java.util.ArrayList<JsonNode>();
                    rules.forEach(each::add);
                    return each.stream();
                  })
              .toList();
    }
  }
}
