package qingdan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files in {@code deploy/}, as a cluster would get them. */
final class Manifests {

  static final Path FOLDER = Path.of("deploy");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Manifests() {}

  /** What {@code kubectl apply -k} would apply: overlays add, and change but names and tags. */
  static List<JsonNode> of(String overlay) {
    var all = new ArrayList<JsonNode>();
    for (var file : files(FOLDER.resolve(overlay), new LinkedHashSet<>())) {
      all.addAll(read(file));
    }
    return all;
  }

  static JsonNode the(String kind, String name, String overlay) {
    var found =
        of(overlay).stream()
            .filter(each -> each.path("kind").asText().equals(kind))
            .filter(each -> each.at("/metadata/name").asText().equals(name))
            .toList();
    assertThat(found).as("%s %s of %s", kind, name, overlay).hasSize(1);
    return found.get(0);
  }

  static JsonNode kustomization(String overlay) {
    return read(FOLDER.resolve(overlay).resolve("kustomization.yaml")).get(0);
  }

  private static Set<Path> files(Path overlay, Set<Path> files) {
    for (var resource : read(overlay.resolve("kustomization.yaml")).get(0).path("resources")) {
      var path = overlay.resolve(resource.asText()).normalize();
      if (Files.isDirectory(path)) {
        files(path, files);
      } else {
        assertThat(files.add(path)).as("%s is named once", path).isTrue();
      }
    }
    return files;
  }

  /** Keys that stand twice, tags of other languages and anchors that multiply are errors. */
  static List<JsonNode> read(Path file) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    try (var text = Files.newBufferedReader(file)) {
      var documents = new Yaml(new SafeConstructor(options)).loadAll(text);
      return StreamSupport.stream(documents.spliterator(), false)
          .map(
              document -> {
                assertThat(document).as("a document of %s", file).isInstanceOf(Map.class);
                return JSON.<JsonNode>valueToTree(document);
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> everyFile() throws IOException {
    try (var tree = Files.walk(FOLDER)) {
      return tree.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
