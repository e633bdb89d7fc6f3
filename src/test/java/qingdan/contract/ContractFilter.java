package qingdan.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.restassured.RestAssured;
import io.restassured.builder.ResponseBuilder;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.internal.RestAssuredResponseImpl;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;

import qingdan.contract.Exchange.Message;

/** Fails a test whose exchange with the service departs from the service's own document. */
public final class ContractFilter implements Filter {

  private static final String JUDGED_PATH = "/api/v1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<Outcome> SEEN = ConcurrentHashMap.newKeySet();

  private static OpenApiContract contract;

  public static Set<Outcome> seen() {
    return Set.copyOf(SEEN);
  }

  public static Set<Outcome> unseen() {
    return contract().documentedOutcomes().stream()
        .filter(outcome -> !SEEN.contains(outcome))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expectations,
      FilterContext context) {
    // The sent body is read first, as sending may replace it.
    var sent = sent(request);
    var path = URI.create(request.getURI()).getRawPath();
    var response = context.next(request, expectations);
    if (!path.equals(JUDGED_PATH) && !path.startsWith(JUDGED_PATH + "/")) {
      return response;
    }
    var body = response.asByteArray();
    judge(exchange(request.getMethod(), path, sent, response, body));
    return rereadable(response, body);
  }

  private static void judge(Exchange exchange) {
    contract().outcome(exchange).ifPresent(SEEN::add);
    var violations = contract().violations(exchange);
    if (!violations.isEmpty()) {
      throw new AssertionError(report(exchange, violations));
    }
  }

  private static String report(Exchange exchange, List<String> violations) {
    return "%s %s answered %d and broke the contract:%n  - %s%n%s"
        .formatted(
            exchange.method(),
            exchange.path(),
            exchange.status(),
            String.join(System.lineSeparator() + "  - ", violations),
            exchange.response().body());
  }

  private static Exchange exchange(
      String method, String path, Optional<Message> sent, Response response, byte[] body) {
    var headers =
        response.headers().asList().stream().map(Header::getName).collect(Collectors.toSet());
    var received = new Message(response.contentType(), new String(body, StandardCharsets.UTF_8));
    return new Exchange(method, path, sent, response.statusCode(), headers, received);
  }

  private static Optional<Message> sent(FilterableRequestSpecification request) {
    Object body = request.getBody();
    if (body == null) {
      return Optional.of(new Message(request.getContentType(), ""));
    }
    if (body instanceof byte[] bytes) {
      return Optional.of(
          new Message(request.getContentType(), new String(bytes, StandardCharsets.UTF_8)));
    }
    return body instanceof String text
        ? Optional.of(new Message(request.getContentType(), text))
        : Optional.empty();
  }

  private static Response rereadable(Response response, byte[] body) {
    // Reading used up the stream, unless expectations had already made REST-assured keep it.
    if (!(response instanceof RestAssuredResponseImpl raw) || raw.getHasExpectations()) {
      return response;
    }
    var copy = new ResponseBuilder().clone(response).setBody(body).build();
    ((RestAssuredResponseImpl) copy).setHasExpectations(true);
    return copy;
  }

  private static synchronized OpenApiContract contract() {
    if (contract == null) {
      contract = new OpenApiContract(fetchDocument());
    }
    return contract;
  }

  private static String fetchDocument() {
    var port = RestAssured.port == RestAssured.UNDEFINED_PORT ? 8080 : RestAssured.port;
    var uri = URI.create(RestAssured.baseURI + ":" + port + "/q/openapi?format=json");
    try {
      var response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(uri + " answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + uri, e);
    }
  }
}
