package qingdan.deploy;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A setting that a start reads, as the extension that reads it describes it. */
record FrameworkSetting(String property, String byDefault) {

  private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  /** Those that are fixed by a build are not among them. */
  static List<FrameworkSetting> all() throws IOException {
    var all = new ArrayList<FrameworkSetting>();
    var loader = FrameworkSetting.class.getClassLoader();
    for (var model : Collections.list(loader.getResources(MODEL))) {
      try (var text = model.openStream()) {
        for (var item : new ObjectMapper().readTree(text).findParents("phase")) {
          if (item.path("phase").asText().equals("RUN_TIME")) {
            all.add(
                new FrameworkSetting(
                    item.at("/path/property").asText(), item.path("defaultValue").asText("none")));
          }
        }
      }
    }
    return all;
  }

  /** What stands in quotes is for anyone to name, with quotes or without. */
  boolean is(String name) {
    var parts = property.split("\"[^\"]+\"", -1);
    return Pattern.matches(
        Stream.of(parts).map(Pattern::quote).collect(joining("(\"[^\"]+\"|[^.\"]+)")), name);
  }
}
