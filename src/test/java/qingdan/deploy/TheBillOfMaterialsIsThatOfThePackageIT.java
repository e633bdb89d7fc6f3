package qingdan.deploy;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** {@code target/sbom.json}, which both images hold, against what the build packed. */
@DisabledIfSystemProperty(
    named = "native",
    matches = ".*",
    disabledReason = "is about the JVM package; .ci/NativeCheck looks at the other one")
class TheBillOfMaterialsIsThatOfThePackageIT {

  private JsonNode bill;

  @BeforeEach
  void read() throws IOException {
    bill = new ObjectMapper().readTree(Path.of("target/sbom.json").toFile());
  }

  @Test
  void itNamesEveryLibraryOfThePackageAndNoOther() throws IOException {
    var packed = new TreeSet<String>();
    for (var folder : List.of("main", "boot")) {
      try (var files = Files.list(Path.of("target/quarkus-app/lib", folder))) {
        files.forEach(file -> packed.add(file.getFileName().toString()));
      }
    }

    assertThat(packed).hasSizeGreaterThan(100);
    assertThat(files()).isEqualTo(packed);
  }

  @Test
  void eachHasAnAddressAndAHashByWhichToLookForKnownHoles() {
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("qingdan");
    for (var library : libraries()) {
      var coordinates =
          "pkg:maven/%s/%s@%s?"
              .formatted(
                  library.path("group").asText(),
                  library.path("name").asText(),
                  library.path("version").asText());
      assertThat(library.path("purl").asText()).startsWith(coordinates);
      assertThat(library.path("version").asText()).isNotBlank();
      assertThat(library.path("hashes").findValuesAsText("alg")).contains("SHA-256");
    }
    assertThat(names())
        .contains(
            "io.quarkus:quarkus-rest-jackson",
            "io.quarkus:quarkus-core",
            "org.postgresql:postgresql",
            "org.flywaydb:flyway-core",
            "com.bucket4j:bucket4j_jdk17-core");
  }

  @Test
  void nothingIsInItThatOnlyTestsUse() {
    assertThat(names())
        .noneMatch(
            name -> name.matches(".*(junit|jqwik|archunit|assertj|awaitility|oauth2-server).*"))
        .noneMatch(name -> name.matches("io\\.(rest-assured|fabric8).*"));
  }

  private Set<String> names() {
    return libraries().stream()
        .map(each -> each.path("group").asText() + ":" + each.path("name").asText())
        .collect(toCollection(TreeSet::new));
  }

  private Set<String> files() {
    return libraries().stream()
        .map(
            each ->
                each.path("group").asText()
                    + "."
                    + each.path("name").asText()
                    + "-"
                    + each.path("version").asText()
                    + ".jar")
        .collect(toCollection(TreeSet::new));
  }

  /** All but the project itself. */
  private List<JsonNode> libraries() {
    var libraries = new ArrayList<JsonNode>();
    for (var each : bill.path("components")) {
      if (!each.path("group").asText().equals("qingdan")) {
        libraries.add(each);
      }
    }
    return libraries;
  }
}
