package qingdan.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What Prometheus gets: each series with its labels, and its value. */
public record Scrape(Map<String, Map<Map<String, String>, Double>> metrics) {

  /** As the manifest of the monitor says. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)(?: .*)?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  public static Scrape of(URI address) {
    try {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      var answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError("status " + answer.statusCode());
      }
      return of(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Scrape of(String text) {
    var metrics = new TreeMap<String, Map<Map<String, String>, Double>>();
    text.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(
            line -> {
              var parts = LINE.matcher(line);
              if (!parts.matches()) {
                throw new AssertionError("not a sample: " + line);
              }
              var labels = new HashMap<String, String>();
              if (parts.group(2) != null) {
                LABEL
                    .matcher(parts.group(2))
                    .results()
                    .forEach(l -> labels.put(l.group(1), l.group(2)));
              }
              metrics
                  .computeIfAbsent(parts.group(1), key -> new HashMap<>())
                  .put(labels, Double.valueOf(parts.group(3)));
            });
    return new Scrape(metrics);
  }

  /** Of the one series of a metric that has these labels. */
  public double value(String metric, Map<String, String> labels) {
    var found =
        metrics.getOrDefault(metric, Map.of()).entrySet().stream()
            .filter(series -> series.getKey().entrySet().containsAll(labels.entrySet()))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size()
              + " series of "
              + metric
              + labels
              + " in "
              + metrics.getOrDefault(metric, Map.of()).keySet());
    }
    return found.get(0).getValue();
  }

  public double value(String metric) {
    return value(metric, Map.of());
  }

  /** Names of the labels that any series of the metric has. */
  public Set<String> labels(String metric) {
    var names = new HashSet<String>();
    metrics
        .getOrDefault(metric, Map.of())
        .keySet()
        .forEach(labels -> names.addAll(labels.keySet()));
    return names;
  }
}
