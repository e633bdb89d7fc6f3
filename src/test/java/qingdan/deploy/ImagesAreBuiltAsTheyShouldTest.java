package qingdan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the image files say, without a container engine. */
class ImagesAreBuiltAsTheyShouldTest {

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "native"})
  void everyBaseHasAVersion(String kind) {
    var stages = new HashSet<String>();
    for (var from : Dockerfile.of(kind).all("FROM")) {
      var words = from.split(" ");
      if (!words[0].equals("${BUILD}") && !stages.contains(words[0])) {
        assertThat(words[0])
            .matches("(quay\\.io/quarkus/)?[a-z0-9-]+:[a-z0-9._-]*\\d[a-z0-9._-]*")
            .doesNotContain("latest");
      }
      if (words.length == 3) {
        stages.add(words[2]);
      }
    }
    assertThat(stages).as("from source, and from what was packaged").contains("source", "packaged");
    assertThat(Dockerfile.of(kind).all("ARG")).contains("BUILD=source");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "native"})
  void itsUserIsThatOfThePodAndNotRoot(String kind) {
    var pod =
        Manifests.the("Deployment", "qingdan", "production")
            .at("/spec/template/spec/securityContext");
    var image = Dockerfile.of(kind).image();

    assertThat(image.only("USER"))
        .isEqualTo(pod.path("runAsUser").asText() + ":" + pod.path("runAsGroup").asText())
        .doesNotStartWith("0");
    assertThat(image.all("COPY")).noneMatch(copy -> copy.contains("--chown"));
    assertThat(image.all("RUN")).as("nothing is made as root in the image").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "native"})
  void itsPortsAreThoseOfTheManifests(String kind) {
    var ports =
        Manifests.the("Deployment", "qingdan", "production")
            .at("/spec/template/spec/containers/0/ports");
    var image = Dockerfile.of(kind).image();

    assertThat(image.only("EXPOSE"))
        .isEqualTo(
            ports.get(0).path("containerPort").asText()
                + " "
                + ports.get(1).path("containerPort").asText());
    assertThat(image.health()).first().isEqualTo("bash");
    assertThat(String.join(" ", image.health())).contains("/q/health/live");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "native"})
  void itSaysWhatItIs(String kind) throws IOException {
    var image = Dockerfile.of(kind).image();
    var version =
        Files.readString(Path.of("pom.xml"))
            .replaceAll("(?s).*?<artifactId>qingdan</artifactId>\\s*<version>([^<-]+).*", "$1");

    assertThat(image.only("LABEL"))
        .contains(
            "org.opencontainers.image.title=\"Qingdan\"",
            "org.opencontainers.image.description=",
            "org.opencontainers.image.version=\"$VERSION\"",
            "org.opencontainers.image.revision=\"$REVISION\"",
            "org.opencontainers.image.base.name=\"")
        .endsWith(image.only("FROM") + "\"");
    assertThat(image.all("ARG")).contains("VERSION=" + version);
    assertThat(image.all("COPY")).anyMatch(copy -> copy.contains("target/sbom.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "native"})
  void theEmbeddedDatabaseStaysOut(String kind) {
    assertThat(Dockerfile.of(kind).build().orElseThrow())
        .containsAnyOf("-P '!embedded-database'", "-Dnative");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "native"})
  void whatItCopiesIsLetInToTheBuild(String kind) throws IOException {
    var ignored = Files.readAllLines(Path.of(".dockerignore"));
    assertThat(ignored.stream().filter(line -> !line.startsWith("#")).findFirst()).contains("*");
    assertThat(ignored)
        .contains("!pom.xml", "!mvnw", "!.mvn/wrapper", "!src/main", "!target/sbom.json")
        .contains(kind.equals("jvm") ? "!target/quarkus-app" : "!target/*-runner");
  }

  @Test
  void theCacheOfAStartIsMadeWhereItIsUsed() throws IOException {
    var file = Dockerfile.of("jvm");
    var image = file.image();
    var folder = image.only("WORKDIR");

    assertThat(image.entryPoint()).contains("-XX:AOTCache=app.aot");
    assertThat(image.all("COPY")).contains("--from=trained " + folder + "/app.aot " + folder + "/");
    assertThat(file.all("RUN")).anyMatch(run -> run.startsWith("TRAIN=" + folder + " "));
    assertThat(Path.of("bench/start.sh")).isExecutable();
    assertThat(Files.readAllLines(Path.of(".dockerignore"))).contains("!bench/start.sh");
    // it holds for one version of the JVM, and for files that are the same and stand in the same
    // place
    assertThat(
            file.all("FROM").stream()
                .filter(from -> from.contains("-jre-"))
                .map(f -> f.split(" ")[0]))
        .hasSizeGreaterThan(2)
        .allMatch(file.all("FROM").get(file.all("FROM").size() - 1)::startsWith);
    for (var layer :
        image.all("COPY").stream().filter(c -> c.startsWith("--from=built")).toList()) {
      assertThat(file.all("COPY").stream().filter(layer::equals)).hasSize(2);
    }
  }
}
