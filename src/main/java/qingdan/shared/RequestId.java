package qingdan.shared;

import java.util.UUID;
import java.util.regex.Pattern;

import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.MDC;

/** Names a request in its answer, in the logs and in the change log. */
public final class RequestId {

  public static final String HEADER = "X-Request-Id";
  private static final String KEY = "qingdan.requestId";
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  private RequestId() {}

  static void assign(RoutingContext context) {
    var given = context.request().getHeader(HEADER);
    var id =
        given != null && ACCEPTED.matcher(given).matches() ? given : UUID.randomUUID().toString();
    context.put(KEY, id);
    context.response().putHeader(HEADER, id);
    MDC.put("requestId", id);
  }

  public static String of(RoutingContext context) {
    return context.get(KEY);
  }
}
