package qingdan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster would be told, without a cluster. */
class ManifestsAreWholeTest {

  private static final List<String> OVERLAYS = List.of("demo", "production", "cloudnative-pg");

  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "ServiceMonitor", ServiceMonitor.class,
          "PrometheusRule", PrometheusRule.class,
          "Deployment", Deployment.class,
          "StatefulSet", StatefulSet.class,
          "Service", Service.class,
          "ServiceAccount", ServiceAccount.class,
          "Namespace", Namespace.class,
          "HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
          "PodDisruptionBudget", PodDisruptionBudget.class,
          "NetworkPolicy", NetworkPolicy.class);

  /** What has no types to read it into, with the fields that are used of it. */
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "Kustomization",
          Set.of(
              "apiVersion",
              "kind",
              "namespace",
              "labels.pairs.app.kubernetes.io/part-of",
              "resources",
              "images.name",
              "images.newTag",
              "configMapGenerator.name",
              "configMapGenerator.literals",
              "configMapGenerator.files",
              "configMapGenerator.options.disableNameSuffixHash",
              "configMapGenerator.options.labels.grafana_dashboard",
              "secretGenerator.name",
              "secretGenerator.literals",
              "secretGenerator.options.disableNameSuffixHash"),
          "Cluster",
          Set.of(
              "instances",
              "imageName",
              "primaryUpdateStrategy",
              "bootstrap.initdb.database",
              "bootstrap.initdb.owner",
              "bootstrap.initdb.encoding",
              "bootstrap.initdb.localeCollate",
              "bootstrap.initdb.localeCType",
              "postgresql.synchronous.method",
              "postgresql.synchronous.number",
              "postgresql.parameters.max_connections",
              "postgresql.parameters.shared_buffers",
              "resources.requests.cpu",
              "resources.requests.memory",
              "resources.limits.memory",
              "storage.size",
              "walStorage.size",
              "affinity.podAntiAffinityType",
              "affinity.topologyKey"));

  /** Kubernetes' types keep what they do not know; here it is an error. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              });

  @Test
  void everyFileBelongsToAnOverlay() throws IOException {
    var used = new HashSet<>(List.of("demo", "production", "cloudnative-pg", "base"));
    for (var file : Manifests.everyFile()) {
      assertThat(used).contains(file.getParent().getFileName().toString());
      if (!file.endsWith("kustomization.yaml")) {
        var overlay = file.getParent().getFileName().toString();
        assertThat(Manifests.kustomization(overlay).path("resources").toString())
            .contains("\"" + file.getFileName() + "\"");
      }
    }
  }

  @Test
  void everyFieldIsOneThatKubernetesKnows() throws IOException {
    for (var file : Manifests.everyFile()) {
      for (var manifest : Manifests.read(file)) {
        var kind = manifest.path("kind").asText();
        if (FIELDS.containsKey(kind)) {
          var fields = kind.equals("Cluster") ? manifest.path("spec") : manifest;
          assertThat(leaves("", fields)).as(file.toString()).isSubsetOf(FIELDS.get(kind));
          continue;
        }
        var type = TYPES.get(kind);
        assertThat(type).as("type of %s in %s", manifest.path("kind"), file).isNotNull();
        assertThat(STRICT.treeToValue(manifest, type)).as(file.toString()).isNotNull();
      }
    }
  }

  private static Set<String> leaves(String path, JsonNode node) {
    var leaves = new TreeSet<String>();
    if (node.isArray()) {
      node.forEach(each -> leaves.addAll(leaves(path, each)));
    } else if (node.isObject()) {
      node.properties()
          .forEach(field -> leaves.addAll(leaves(path + "." + field.getKey(), field.getValue())));
    } else {
      leaves.add(path.substring(1));
    }
    return leaves;
  }

  @Test
  void theDatabaseOfTheDemoIsAskedWhereTheServiceAsks() {
    var database =
        Manifests.the("StatefulSet", "postgresql", "demo").at("/spec/template/spec/containers/0");
    for (var probe : List.of("startupProbe", "readinessProbe")) {
      assertThat(database.at("/" + probe + "/exec/command/2").asText())
          .as("not by the socket, on which it answers before it is made")
          .startsWith("pg_isready -h 127.0.0.1 ");
    }
  }

  @Test
  void anAcknowledgedWriteIsOnTwoOfThreeInstances() {
    var spec = Manifests.the("Cluster", "qingdan-db", "cloudnative-pg").path("spec");
    assertThat(spec.path("instances").asInt()).isEqualTo(3);
    assertThat(spec.at("/postgresql/synchronous/method").asText()).isEqualTo("any");
    assertThat(spec.at("/postgresql/synchronous/number").asInt()).isEqualTo(1);
    assertThat(spec.at("/storage/size").asText()).isNotBlank();
    assertThat(spec.at("/walStorage/size").asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "production", "cloudnative-pg"})
  void everyPodIsRestricted(String overlay) {
    for (var pod : pods(overlay)) {
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
      for (var absent : List.of("hostNetwork", "hostPID", "hostIPC", "hostUsers")) {
        assertThat(pod.has(absent)).as(absent).isFalse();
      }
      assertThat(pod.has("initContainers")).isFalse();
      assertThat(pod.has("ephemeralContainers")).isFalse();
      assertThat(pod.at("/securityContext").has("sysctls")).isFalse();
      restricted(pod.path("securityContext"));
      assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
      for (var container : pod.path("containers")) {
        restricted(container.path("securityContext"));
        var security = container.path("securityContext");
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.path("privileged").asBoolean(true)).isFalse();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(security.at("/capabilities").has("add")).isFalse();
        for (var absent : List.of("runAsUser", "procMount", "seLinuxOptions", "windowsOptions")) {
          assertThat(security.has(absent)).as(absent).isFalse();
        }
        assertThat(container.path("ports").findValues("hostPort")).isEmpty();
        assertThat(container.at("/resources/requests/cpu").isMissingNode()).isFalse();
        assertThat(container.at("/resources/requests/memory").isMissingNode()).isFalse();
        assertThat(container.at("/resources/limits/memory").isMissingNode()).isFalse();
      }
      for (var volume : pod.path("volumes")) {
        assertThat(volume.at("/emptyDir/sizeLimit").isMissingNode()).as("%s", volume).isFalse();
      }
    }
  }

  private static void restricted(JsonNode context) {
    assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "production", "cloudnative-pg"})
  void theNamespaceLetsNothingElseIn(String overlay) {
    var name = Manifests.kustomization(overlay).path("namespace").asText();
    var labels = Manifests.the("Namespace", name, overlay).at("/metadata/labels");
    for (var mode : List.of("enforce", "audit", "warn")) {
      assertThat(labels.path("pod-security.kubernetes.io/" + mode).asText())
          .isEqualTo("restricted");
    }
  }

  @Test
  void everyImageHasAVersionAndNoRegistryIsPrivate() {
    for (var overlay : OVERLAYS) {
      var images = new TreeSet<String>();
      pods(overlay)
          .forEach(
              pod -> pod.path("containers").forEach(c -> images.add(c.path("image").asText())));
      Manifests.of(overlay).stream()
          .filter(each -> each.at("/spec/imageName").isTextual())
          .forEach(each -> images.add(each.at("/spec/imageName").asText()));
      assertThat(images)
          .allMatch(
              image ->
                  image.matches("((ghcr\\.io|quay\\.io)/[a-z-]+/)?[a-z]+:\\d+\\.[\\d.]+(-[a-z]+)*"))
          .noneMatch(image -> image.contains("latest"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "production"})
  void theTagIsTheVersionOfTheBuild(String overlay) throws IOException {
    var version =
        Files.readString(Path.of("pom.xml"))
            .replaceAll("(?s).*?<artifactId>qingdan</artifactId>\\s*<version>([^<-]+).*", "$1");
    var image = Manifests.kustomization(overlay).path("images").get(0);
    assertThat(image.path("name").asText()).isEqualTo("qingdan");
    assertThat(image.path("newTag").asText())
        .isEqualTo(overlay.equals("demo") ? version + "-demo" : version);
    assertThat(service().path("image").asText()).isEqualTo("qingdan:" + version);
  }

  @Test
  void portsAndPathsAreThoseOfTheService() throws IOException {
    var settings = settings();
    assertThat(settings.getProperty("quarkus.management.enabled")).isEqualTo("true");
    assertThat(settings.keySet())
        .doesNotContain(
            "quarkus.management.root-path",
            "quarkus.smallrye-health.root-path",
            "quarkus.http.non-application-root-path");

    assertThat(port("http")).isEqualTo(settings.getProperty("quarkus.http.port", "8080"));
    assertThat(port("management"))
        .isEqualTo(settings.getProperty("quarkus.management.port", "9000"));
    assertThat(probe("startupProbe")).isEqualTo("management /q/health/started");
    assertThat(probe("livenessProbe")).isEqualTo("management /q/health/live");
    assertThat(probe("readinessProbe")).isEqualTo("management /q/health/ready");

    var ports = Manifests.the("Service", "qingdan", "production").at("/spec/ports");
    var targets = new TreeSet<String>();
    ports.forEach(each -> targets.add(each.path("targetPort").asText()));
    assertThat(targets).containsExactly("http", "management");
    var endpoint = Manifests.the("ServiceMonitor", "qingdan", "production").at("/spec/endpoints/0");
    assertThat(endpoint.path("port").asText()).isEqualTo("management");
    assertThat(endpoint.path("path").asText()).isEqualTo("/q/metrics");
  }

  @Test
  void requestsInFlightEndBeforeThePodDoes() throws IOException {
    var delay = environment("QUARKUS_SHUTDOWN_DELAY").path("value").asText();
    var timeout = settings().getProperty("quarkus.shutdown.timeout");
    var grace =
        Manifests.the("Deployment", "qingdan", "production")
            .at("/spec/template/spec/terminationGracePeriodSeconds")
            .asLong();

    assertThat(seconds(delay)).isGreaterThanOrEqualTo(5);
    assertThat(grace).isGreaterThanOrEqualTo(seconds(delay) + seconds(timeout) + 10);
    assertThat(settings().getProperty("quarkus.shutdown.delay-enabled")).isEqualTo("true");
  }

  @Test
  void noSecretStandsInTheManifests() {
    var read = new ArrayList<String>();
    for (var variable : service().path("env")) {
      var name = variable.path("name").asText();
      if (name.matches(".*(PASSWORD|URL|USERNAME|SECRET|KEY|TOKEN).*")) {
        read.add(variable.at("/valueFrom/secretKeyRef/name").asText());
        assertThat(variable.has("value")).as(name).isFalse();
      }
    }
    assertThat(read).hasSize(5).containsOnly("qingdan-db-app", "qingdan-admin");
    assertThat(Manifests.kustomization("production").has("secretGenerator")).isFalse();
    assertThat(Manifests.kustomization("cloudnative-pg").has("secretGenerator")).isFalse();
    // CloudNativePG writes a Secret of this name beside a cluster.
    var cluster = Manifests.the("Cluster", "qingdan-db", "cloudnative-pg");
    assertThat(read).contains(cluster.at("/metadata/name").asText() + "-app");
  }

  @Test
  void aRolloutAndADrainLeaveEnoughReplicas() {
    var deployment = Manifests.the("Deployment", "qingdan", "production").path("spec");
    assertThat(deployment.has("replicas")).as("left to the autoscaler").isFalse();
    assertThat(deployment.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
    var topologies = new TreeSet<String>();
    deployment
        .at("/template/spec/topologySpreadConstraints")
        .forEach(each -> topologies.add(each.path("topologyKey").asText()));
    assertThat(topologies).containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");

    var scaler = Manifests.the("HorizontalPodAutoscaler", "qingdan", "production").path("spec");
    assertThat(scaler.at("/scaleTargetRef/kind").asText()).isEqualTo("Deployment");
    assertThat(scaler.at("/scaleTargetRef/name").asText()).isEqualTo("qingdan");
    assertThat(scaler.path("minReplicas").asInt()).isGreaterThanOrEqualTo(2);

    var budget = Manifests.the("PodDisruptionBudget", "qingdan", "production").path("spec");
    assertThat(budget.path("maxUnavailable").asInt()).isEqualTo(1);
    assertThat(budget.at("/selector/matchLabels")).isEqualTo(labels());
    assertThat(deployment.at("/selector/matchLabels")).isEqualTo(labels());
    assertThat(Manifests.the("Service", "qingdan", "production").at("/spec/selector"))
        .isEqualTo(labels());
  }

  @Test
  void theDatabaseTakesTheConnectionsOfAllReplicas() throws IOException {
    int pool = Integer.parseInt(settings().getProperty("quarkus.datasource.jdbc.max-size"));
    int most =
        Manifests.the("HorizontalPodAutoscaler", "qingdan", "production")
            .at("/spec/maxReplicas")
            .asInt();
    int connections =
        Manifests.the("Cluster", "qingdan-db", "cloudnative-pg")
            .at("/spec/postgresql/parameters/max_connections")
            .asInt();
    // One more replica while a rollout lasts, a connection of each for its probe, some for people.
    assertThat(connections).isGreaterThanOrEqualTo((most + 1) * (pool + 1) + 10);
  }

  @Test
  void onlyWhoIsNamedComesIn() {
    var policy = Manifests.the("NetworkPolicy", "qingdan", "production").path("spec");
    assertThat(policy.at("/podSelector/matchLabels")).isEqualTo(labels());
    assertThat(policy.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
    for (var rule : policy.path("ingress")) {
      assertThat(rule.path("from")).isNotEmpty();
      assertThat(rule.path("ports")).hasSize(1);
    }
    for (var rule : policy.path("egress")) {
      assertThat(rule.path("ports")).isNotEmpty();
    }
  }

  @Test
  void theDatabaseOfAClusterIsOpenToItsOwnAlone() {
    var policy = Manifests.the("NetworkPolicy", "qingdan-db", "cloudnative-pg").path("spec");
    assertThat(policy.at("/podSelector/matchLabels/cnpg.io~1cluster").asText())
        .isEqualTo(
            Manifests.the("Cluster", "qingdan-db", "cloudnative-pg").at("/metadata/name").asText());
    assertThat(policy.at("/ingress/0/from/0/podSelector/matchLabels")).isEqualTo(labels());
    for (var rule : policy.path("ingress")) {
      assertThat(rule.path("from")).isNotEmpty();
      assertThat(rule.path("ports")).isNotEmpty();
    }
    var scraped = policy.at("/ingress/2");
    assertThat(scraped.path("from"))
        .as("Prometheus, as at the service")
        .isEqualTo(
            Manifests.the("NetworkPolicy", "qingdan", "cloudnative-pg").at("/spec/ingress/1/from"));
    assertThat(scraped.at("/ports/0/port").asInt()).isEqualTo(9187);
  }

  private static JsonNode labels() {
    return new ObjectMapper().createObjectNode().put("app.kubernetes.io/name", "qingdan");
  }

  private static List<JsonNode> pods(String overlay) {
    var pods =
        Manifests.of(overlay).stream()
            .map(each -> each.at("/spec/template/spec"))
            .filter(JsonNode::isObject)
            .toList();
    assertThat(pods).isNotEmpty();
    return pods;
  }

  private static JsonNode service() {
    return Manifests.the("Deployment", "qingdan", "production")
        .at("/spec/template/spec/containers/0");
  }

  private static String port(String name) {
    for (var port : service().path("ports")) {
      if (port.path("name").asText().equals(name)) {
        return port.path("containerPort").asText();
      }
    }
    throw new AssertionError("no port " + name);
  }

  private static String probe(String name) {
    var request = service().path(name).path("httpGet");
    return request.path("port").asText() + " " + request.path("path").asText();
  }

  private static JsonNode environment(String name) {
    for (var variable : service().path("env")) {
      if (variable.path("name").asText().equals(name)) {
        return variable;
      }
    }
    throw new AssertionError("no variable " + name);
  }

  private static long seconds(String duration) {
    return Duration.parse("PT" + duration).toSeconds();
  }

  private static Properties settings() throws IOException {
    var settings = new Properties();
    try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      settings.load(file);
    }
    return settings;
  }
}
