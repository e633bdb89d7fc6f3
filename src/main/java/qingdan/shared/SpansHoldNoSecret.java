package qingdan.shared;

import java.util.List;

import jakarta.inject.Singleton;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;

/**
 * Spans leave the service: what people searched for, and from where they asked, does not. Some of
 * it is added when a span ends, and nothing can be taken out of a span: it is made empty.
 */
@Singleton
class SpansHoldNoSecret implements ExtendedSpanProcessor {

  /** As the conventions name them. */
  private static final List<AttributeKey<String>> PERSONAL =
      List.of(
          AttributeKey.stringKey("url.query"),
          AttributeKey.stringKey("client.address"),
          AttributeKey.stringKey("network.peer.address"),
          AttributeKey.stringKey("user_agent.original"));

  @Override
  public void onEnding(ReadWriteSpan span) {
    for (var personal : PERSONAL) {
      if (span.getAttribute(personal) != null) {
        span.setAttribute(personal, "");
      }
    }
  }

  @Override
  public boolean isOnEndingRequired() {
    return true;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    // Nothing is exported before the end.
  }

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // Others export it.
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
