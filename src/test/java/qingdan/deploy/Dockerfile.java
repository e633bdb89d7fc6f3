package qingdan.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The instructions of an image, each on one line. */
record Dockerfile(List<String> instructions) {

  static Dockerfile of(String kind) {
    try {
      var text = Files.readString(Path.of("src/main/docker/Dockerfile." + kind));
      return new Dockerfile(
          Stream.of(text.replaceAll("(?m)^#.*\\R", "").replaceAll("\\\\\\R\\s*", "").split("\\R"))
              .filter(line -> !line.isBlank())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands behind the word, in every stage. */
  List<String> all(String word) {
    return instructions.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1).strip())
        .toList();
  }

  /** The stage that becomes the image. */
  Dockerfile image() {
    int last = instructions.size() - 1;
    while (!instructions.get(last).startsWith("FROM ")) {
      last--;
    }
    return new Dockerfile(instructions.subList(last, instructions.size()));
  }

  String only(String word) {
    var found = all(word);
    if (found.size() != 1) {
      throw new AssertionError(word + " stands " + found.size() + " times");
    }
    return found.get(0);
  }

  List<String> entryPoint() {
    return words(only("ENTRYPOINT"));
  }

  List<String> health() {
    return words(only("HEALTHCHECK").replaceFirst(".* CMD (?=\\[)", ""));
  }

  Optional<String> build() {
    return all("RUN").stream().filter(line -> line.startsWith("./mvnw")).findFirst();
  }

  private static List<String> words(String array) {
    try {
      return new ObjectMapper().readValue(array, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError("not in exec form: " + array, e);
    }
  }
}
