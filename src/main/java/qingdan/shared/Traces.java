package qingdan.shared;

import java.util.Map;

import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import org.jboss.logging.MDC;

/** Spans say the same as the log: whose request or job it was, and about which unit. */
@Singleton
public class Traces {

  private final Tracer tracer;

  Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** For every line of the log from now on, and for the span of the request. */
  public static void note(String name, Object value) {
    MDC.put(name, value);
    Span.current().setAttribute(name, value.toString());
  }

  /** Work that nobody waits for begins a trace of its own. */
  public void follow(String name, Map<String, Object> about, Runnable work) {
    var span = tracer.spanBuilder(name).setNoParent().startSpan();
    about.forEach((key, value) -> span.setAttribute(key, value.toString()));
    try (var current = span.makeCurrent()) {
      work.run();
    } finally {
      span.end();
    }
  }
}
