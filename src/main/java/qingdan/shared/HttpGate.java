package qingdan.shared;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What happens to a request before and outside of the resources: its id, its size, and errors that
 * no resource sees.
 */
@ApplicationScoped
class HttpGate {

  static final long LARGEST_BODY = 1 << 20;
  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int BEFORE_UPLOAD_LIMIT = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 10;
  private static final int AFTER_UPLOAD_LIMIT = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1;

  private final ObjectMapper json;

  HttpGate(ObjectMapper json) {
    this.json = json;
  }

  void open(@Observes Router router) {
    router.route().order(BEFORE_UPLOAD_LIMIT).handler(this::admit);
    router.route().order(AFTER_UPLOAD_LIMIT).handler(this::bound);
    router
        .route()
        .order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 10_000)
        .handler(context -> refuse(context, ErrorCode.NOT_FOUND));
  }

  private void admit(RoutingContext context) {
    RequestId.assign(context);
    echoTrace(context);
    context.response().putHeader("Vary", "Accept-Language, Authorization");
    if (declaredLength(context) > LARGEST_BODY && !isUpload(context)) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      refuse(context, ErrorCode.BODY_TOO_LARGE);
      return;
    }
    context.next();
  }

  /** The caller finds its own trace in the answer (W3C Trace Context). */
  private static void echoTrace(RoutingContext context) {
    var trace = context.request().getHeader("traceparent");
    if (trace != null && TRACE.matcher(trace).matches()) {
      context.response().putHeader("traceparent", trace);
    }
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

  private void refuse(RoutingContext context, ErrorCode code) {
    var refusal =
        code == ErrorCode.BODY_TOO_LARGE ? new Refusal(code, LARGEST_BODY) : new Refusal(code);
    var body =
        Errors.body(
            refusal,
            context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE),
            RequestId.of(context));
    try {
      context
          .response()
          .setStatusCode(body.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, Errors.MEDIA_TYPE)
          .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
          .end(json.writeValueAsString(body));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
