package qingdan.shared;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What happens to a request before and outside of the resources: its id, its size, and errors that
 * no resource sees.
 */
@ApplicationScoped
class HttpGate {

  static final long LARGEST_BODY = 1 << 20;
  private static final Pattern ENCODED =
      Pattern.compile("(?:[A-Za-z0-9._~:/?\\[\\]@!$&'()*+,;=-]++|%[0-9A-Fa-f]{2})*+");
  private static final int BEFORE_UPLOAD_LIMIT = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 10;
  private static final int AFTER_UPLOAD_LIMIT = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1;

  private final ObjectMapper json;
  private final Addresses addresses;
  private final RequestLog log;

  HttpGate(ObjectMapper json, Addresses addresses, RequestLog log) {
    this.addresses = addresses;
    this.log = log;
    this.json = json;
  }

  void open(@Observes Router router) {
    router.route().order(BEFORE_UPLOAD_LIMIT).handler(this::admit);
    router.route().order(AFTER_UPLOAD_LIMIT).handler(this::bound);
    router.options("/api/v1/*").order(AFTER_UPLOAD_LIMIT).handler(this::tellMethods);
    router
        .route()
        .order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 10_000)
        .handler(context -> refuse(context, Refusal.notFound()));
    router.errorHandler(400, this::refuseUnrouted);
  }

  /** A path that breaks off in an escape reaches no handler. */
  private void refuseUnrouted(RoutingContext context) {
    RequestId.assign(context);
    refuse(context, new Refusal(ErrorCode.MALFORMED_REQUEST).at("path", "percent-encoding"));
  }

  private void admit(RoutingContext context) {
    RequestId.assign(context);
    log.begin(context);
    context.response().putHeader("Vary", "Accept-Language, Authorization");
    if (declaredLength(context) > LARGEST_BODY && !isUpload(context)) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      refuse(context, new Refusal(ErrorCode.BODY_TOO_LARGE, LARGEST_BODY));
      return;
    }
    var unreadable = unreadable(context.request());
    if (unreadable != null) {
      refuse(context, new Refusal(ErrorCode.MALFORMED_REQUEST).at(unreadable, "percent-encoding"));
      return;
    }
    context.next();
  }

  /** The part of the address that breaks RFC 3986 or is not UTF-8 behind its escapes, or null. */
  private static String unreadable(HttpServerRequest request) {
    var query = request.uri().indexOf('?');
    var path = query < 0 ? request.uri() : request.uri().substring(0, query);
    if (!isReadable(path)) {
      return "path";
    }
    return query < 0 || isReadable(request.uri().substring(query + 1)) ? null : "query";
  }

  private static boolean isReadable(String encoded) {
    if (!ENCODED.matcher(encoded).matches()) {
      return false;
    }
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      if (encoded.charAt(i) == '%') {
        bytes.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(encoded.charAt(i));
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }

  private void tellMethods(RoutingContext context) {
    var methods = addresses.methods(context.normalizedPath());
    if (methods.isEmpty()) {
      refuse(context, Refusal.notFound());
      return;
    }
    context
        .response()
        .setStatusCode(204)
        .putHeader(HttpHeaders.ALLOW, String.join(", ", methods))
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .end();
  }

  /** Chunked bodies say no length: reading stops at the limit. */
  private void bound(RoutingContext context) {
    if (!isUpload(context)) {
      context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, LARGEST_BODY);
    }
    context.next();
  }

  private static boolean isUpload(RoutingContext context) {
    return context.normalizedPath().startsWith("/api/v1/imports/");
  }

  private static long declaredLength(RoutingContext context) {
    var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private void refuse(RoutingContext context, Refusal refusal) {
    var language = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    var body = Errors.body(refusal, language, RequestId.of(context));
    try {
      context
          .response()
          .setStatusCode(body.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, Errors.MEDIA_TYPE)
          .putHeader(HttpHeaders.CONTENT_LANGUAGE, Messages.language(language).toLanguageTag())
          .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
          .end(json.writeValueAsString(body));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
