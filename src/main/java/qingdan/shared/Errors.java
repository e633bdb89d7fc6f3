package qingdan.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place that turns everything that goes wrong into an answer. */
@ApplicationScoped
class Errors {

  static final String MEDIA_TYPE = "application/problem+json";
  private static final int MOST_FAULTS = 100;
  private static final Logger LOG = Logger.getLogger(Errors.class);

  private final CurrentVertxRequest request;
  private final RateLimit rateLimit;
  private final Addresses addresses;

  Errors(CurrentVertxRequest request, RateLimit rateLimit, Addresses addresses) {
    this.addresses = addresses;
    this.request = request;
    this.rateLimit = rateLimit;
  }

  @ServerExceptionMapper
  public Response refused(Refusal refusal) {
    return answer(refusal);
  }

  @ServerExceptionMapper
  public Response replayed(Idempotency.Replayed replayed) {
    var stored = replayed.answer();
    var headers = stored.headers().split("\n", -1);
    var answer = Response.status(stored.status()).header("Idempotency-Replayed", "true");
    if (!headers[0].isEmpty()) {
      answer.header(HttpHeaders.LOCATION, headers[0]);
    }
    if (!headers[1].isEmpty()) {
      answer.header(HttpHeaders.ETAG, headers[1]);
    }
    return stored.body() == null
        ? answer.build()
        : answer.type("application/json").entity(stored.body()).build();
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public Response unauthenticated(SecurityException denied) {
    try {
      rateLimit.spendOfAddress(request.getCurrent());
    } catch (Refusal tooMany) {
      return answer(tooMany);
    }
    return answer(new Refusal(ErrorCode.UNAUTHENTICATED));
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException denied) {
    return answer(new Refusal(ErrorCode.NOT_FOUND));
  }

  @ServerExceptionMapper
  public Response invalid(ConstraintViolationException violations) {
    var faults = violations.getConstraintViolations();
    var inBody = faults.stream().anyMatch(Errors::isInBody);
    var refusal =
        inBody
            ? new Refusal(ErrorCode.INVALID_BODY)
            : new Refusal(ErrorCode.INVALID_PARAMETER, pointer(faults.iterator().next()));
    faults.stream()
        .limit(MOST_FAULTS)
        .forEach(fault -> refusal.at(pointer(fault), Rules.name(fault), Rules.arguments(fault)));
    return answer(refusal);
  }

  /** The faults of a record that was validated by itself, not as a parameter. */
  static <T> Refusal invalidFields(Set<ConstraintViolation<T>> faults) {
    var refusal = new Refusal(ErrorCode.INVALID_BODY);
    faults.forEach(
        fault ->
            refusal.at(
                pointer(StreamSupport.stream(fault.getPropertyPath().spliterator(), false)),
                Rules.name(fault),
                Rules.arguments(fault)));
    return refusal;
  }

  @ServerExceptionMapper
  public Response unreadable(MismatchedInputException mismatch) {
    return answer(malformed(mismatch));
  }

  @ServerExceptionMapper
  public Response unreadable(JsonProcessingException broken) {
    return answer(malformed(broken));
  }

  @ServerExceptionMapper
  public Response failed(WebApplicationException failure) {
    if (failure.getCause() instanceof JsonProcessingException broken) {
      return answer(malformed(broken));
    }
    var status = failure.getResponse().getStatus();
    if (status < 400) {
      return failure.getResponse();
    }
    if (failure.getCause() instanceof NumberFormatException) {
      return answer(Refusal.parameter("limit", "number"));
    }
    var path = request.getCurrent().normalizedPath();
    var method = request.getCurrent().request().method().name();
    return switch (ErrorCode.ofStatus(status)) {
      case NOT_FOUND, METHOD_NOT_ALLOWED -> unrouted(addresses.methods(path), method);
      case UNSUPPORTED_MEDIA_TYPE -> answer(unsupported(addresses.types(path, method)));
      default -> answer(new Refusal(ErrorCode.ofStatus(status)));
    };
  }

  private Response unrouted(Set<String> methods, String method) {
    if (methods.isEmpty() || methods.contains(method)) {
      return answer(Refusal.notFound());
    }
    return Response.fromResponse(answer(new Refusal(ErrorCode.METHOD_NOT_ALLOWED)))
        .header(HttpHeaders.ALLOW, String.join(", ", methods))
        .build();
  }

  private static Refusal unsupported(Set<String> types) {
    var named = String.join(", ", types);
    return new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, named).at("Content-Type", "one-of", named);
  }

  @ServerExceptionMapper
  public Response broken(Throwable failure) {
    var refusal = DatabaseErrors.refusal(failure);
    if (refusal == null) {
      LOG.error("request failed", failure);
      refusal = new Refusal(ErrorCode.INTERNAL_ERROR);
    } else if (refusal.code() == ErrorCode.UNAVAILABLE) {
      LOG.warnf("database did not serve the request: %s", failure.getMessage());
    }
    return answer(refusal);
  }

  private Response answer(Refusal refusal) {
    var context = request.getCurrent();
    var language = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    var body = body(refusal, language, RequestId.of(context));
    var answer =
        Response.status(body.status())
            .type(MEDIA_TYPE)
            .header(HttpHeaders.CONTENT_LANGUAGE, Messages.language(language).toLanguageTag())
            .entity(body);
    if (body.status() == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (refusal.retryAfter() != null) {
      answer.header(HttpHeaders.RETRY_AFTER, refusal.retryAfter());
    }
    if (refusal.currentEtag() != null) {
      answer.header(HttpHeaders.ETAG, refusal.currentEtag());
    }
    return answer.build();
  }

  static ErrorBody body(Refusal refusal, String acceptLanguage, String requestId) {
    var language = Messages.language(acceptLanguage);
    var code = refusal.code().code();
    var faults =
        refusal.faults().stream()
            .map(
                fault ->
                    new ErrorBody.At(
                        fault.pointer(),
                        fault.rule(),
                        Messages.text(language, "rule." + fault.rule(), fault.arguments())))
            .toList();
    return new ErrorBody(
        "urn:qingdan:error:" + code,
        Messages.text(language, code + ".title", List.of()),
        refusal.code().status(),
        Messages.text(language, code + ".detail", refusal.arguments()),
        code,
        requestId,
        faults.isEmpty() ? null : faults);
  }

  static Refusal malformed(JsonProcessingException broken) {
    if (broken instanceof UnrecognizedPropertyException unknown) {
      return Refusal.body(
          pointer(unknown), "unknown-field", String.valueOf(unknown.getKnownPropertyIds()));
    }
    if (broken instanceof StreamConstraintsException) {
      return Refusal.body("", "too-deep-or-long");
    }
    if (broken instanceof InvalidFormatException format) {
      return invalidFormat(format);
    }
    if (broken instanceof JsonMappingException mapping) {
      if (mapping.getCause() instanceof Refusal refusal) {
        return refusal;
      }
      if (mapping instanceof MismatchedInputException mismatch
          && mismatch.getTargetType() != null) {
        return Refusal.body(pointer(mapping), "type", typeName(mismatch.getTargetType()));
      }
      return Refusal.body(pointer(mapping), "json");
    }
    var where = broken.getLocation();
    return new Refusal(ErrorCode.MALFORMED_REQUEST)
        .at(
            "",
            "json-at",
            where == null ? 0 : where.getLineNr(),
            where == null ? 0 : where.getColumnNr());
  }

  private static Refusal invalidFormat(InvalidFormatException format) {
    var target = format.getTargetType();
    if (target == String.class) {
      return Refusal.body(
          pointer(format),
          "ill-formed-text".equals(format.getOriginalMessage())
              ? "ill-formed-text"
              : "forbidden-character");
    }
    if (target.isEnum()) {
      return Refusal.body(pointer(format), "one-of", Rules.names(target.getEnumConstants()));
    }
    return Refusal.body(pointer(format), "type", typeName(target));
  }

  private static String typeName(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "int", "Integer", "long", "Long" -> "integer";
      case "boolean", "Boolean" -> "boolean";
      case "String" -> "string";
      case "UUID" -> "uuid";
      case "LocalDate" -> "date (1900-01-01 to 2200-12-31)";
      case "Instant", "OffsetDateTime" -> "date-time";
      case "List", "ArrayList", "Set" -> "array";
      default -> "object";
    };
  }

  private static String pointer(JsonMappingException mapping) {
    var pointer = new StringBuilder();
    for (var step : mapping.getPath()) {
      pointer
          .append('/')
          .append(
              step.getFieldName() == null ? "" + step.getIndex() : escaped(step.getFieldName()));
    }
    return pointer.toString();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static boolean isInBody(ConstraintViolation<?> fault) {
    var nodes = new ArrayList<String>();
    fault.getPropertyPath().forEach(node -> nodes.add(node.getName()));
    return nodes.size() > 1 && "request".equals(nodes.get(1));
  }

  /** Bodies are called {@code request} in every resource; all else is a parameter. */
  private static String pointer(ConstraintViolation<?> fault) {
    var nodes = StreamSupport.stream(fault.getPropertyPath().spliterator(), false).toList();
    if (!isInBody(fault)) {
      return nodes.get(nodes.size() - 1).getName();
    }
    return pointer(nodes.stream().skip(2));
  }

  private static String pointer(Stream<Path.Node> nodes) {
    var pointer = new StringBuilder();
    for (var node : nodes.toList()) {
      if (node.isInIterable() && node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      if (node.getName() != null && !node.getName().startsWith("<")) {
        pointer.append('/').append(escaped(node.getName()));
      }
    }
    return pointer.toString();
  }
}
