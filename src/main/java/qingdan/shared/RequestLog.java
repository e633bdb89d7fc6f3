package qingdan.shared;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * A line in the log for each request that was slow or failed, or for every one: with the caller's
 * trace, so that it is found among the spans of others, the account and the unit. Neither what was
 * searched for nor what was sent stands in it.
 */
@ApplicationScoped
class RequestLog {

  private static final Logger LOG = Logger.getLogger(RequestLog.class);
  private static final int LONGEST_PATH = 200;
  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:._-]{1,80}");
  private static final Pattern UNIT_OF_PATH = Pattern.compile("/api/v1/units/(?!count$)([^/]+).*");

  private final Duration slowerThan;

  RequestLog(
      @ConfigProperty(name = "qingdan.log.slower-than", defaultValue = "1s") Duration slowerThan) {
    this.slowerThan = slowerThan;
  }

  /** The caller finds its own trace in the answer (W3C Trace Context), and in the log. */
  void begin(RoutingContext context) {
    var since = System.nanoTime();
    var given = context.request().getHeader("traceparent");
    var trace = given == null ? null : TRACE.matcher(given);
    if (trace != null && trace.matches()) {
      context.response().putHeader("traceparent", given);
      MDC.put("traceId", trace.group(1));
    }
    var unit = unit(context.request());
    if (unit != null && UNIT.matcher(unit).matches()) {
      Traces.note("unit", unit);
    }
    context.addEndHandler(sent -> end(context, System.nanoTime() - since));
  }

  private static String unit(HttpServerRequest request) {
    var path = UNIT_OF_PATH.matcher(String.valueOf(request.path()));
    var unit = path.matches() ? path.group(1) : query(request.query());
    // of "code:…" the colon is what clients escape
    return unit == null ? null : unit.replace("%3A", ":").replace("%3a", ":");
  }

  /** Not by the request's parameters: to read them breaks on addresses that are refused later. */
  private static String query(String query) {
    if (query != null) {
      for (var parameter : query.split("&")) {
        if (parameter.startsWith("unit=")) {
          return parameter.substring("unit=".length());
        }
      }
    }
    return null;
  }

  private void end(RoutingContext context, long nanos) {
    var status = context.response().getStatusCode();
    if (status >= 500 || nanos >= slowerThan.toNanos()) {
      var path = String.valueOf(context.request().path());
      LOG.infof(
          "%s %s was answered %d after %d ms",
          context.request().method(),
          path.substring(0, Math.min(LONGEST_PATH, path.length())),
          status,
          TimeUnit.NANOSECONDS.toMillis(nanos));
    }
  }
}
