package qingdan.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;

/**
 * What the addresses of the API take, as its document has it. The router knows resources rather
 * than addresses: it lists methods of neighbours, or none, and answers 404 to a wrong method.
 */
@ApplicationScoped
class Addresses {

  private record Operation(Pattern path, String method, Set<String> types) {}

  private final OpenApiDocumentService documents;
  private final ObjectMapper json;
  private volatile List<Operation> operations;

  Addresses(OpenApiDocumentService documents, ObjectMapper json) {
    this.documents = documents;
    this.json = json;
  }

  /** Empty where there is nothing. */
  Set<String> methods(String path) {
    var methods =
        at(path).map(Operation::method).collect(Collectors.toCollection(TreeSet<String>::new));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return methods;
  }

  /** Types of the bodies that are taken there. */
  Set<String> types(String path, String method) {
    return at(path)
        .filter(operation -> operation.method().equals(method))
        .flatMap(operation -> operation.types().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<Operation> at(String path) {
    if (operations == null) {
      operations = read();
    }
    return operations.stream().filter(operation -> operation.path().matcher(path).matches());
  }

  private List<Operation> read() {
    try {
      return json
          .readTree(documents.getDocument("<default>", Format.JSON))
          .path("paths")
          .properties()
          .stream()
          .flatMap(
              path ->
                  path.getValue().properties().stream()
                      .map(method -> operation(path.getKey(), method.getKey(), method.getValue())))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Operation operation(String path, String method, JsonNode operation) {
    var pattern = Pattern.compile(path.replaceAll("\\{[^}]*}", "[^/]+") + "/?");
    var types = operation.path("requestBody").path("content").properties();
    return new Operation(
        pattern,
        method.toUpperCase(Locale.ROOT),
        types.stream().map(java.util.Map.Entry::getKey).collect(Collectors.toSet()));
  }
}
