package qingdan.shared;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Nobody takes more than a share of a replica: a bucket for each account, and for each address that
 * names none. Runs once the token is verified and before anything else, the database included.
 */
@ApplicationScoped
class RateLimit {

  /** Whoever has not been seen for longest begins with a full bucket again. */
  private static final int MOST_BUCKETS = 100_000;

  @ConfigMapping(prefix = "qingdan.rate-limit")
  interface Settings {
    /** Requests a minute that a replica takes from an account in the long run; 0: no limit. */
    @WithDefault("1200")
    int requestsPerMinute();

    /** Requests that it takes at once. */
    @WithDefault("300")
    int burst();
  }

  private final Settings settings;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST_BUCKETS).build();

  RateLimit(Settings settings) {
    this.settings = settings;
  }

  @ServerRequestFilter
  public void admit(RoutingContext context) {
    if (context.user() instanceof QuarkusHttpUser user
        && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token) {
      spend(account(user.getSecurityIdentity(), token));
    } else {
      spendOfAddress(context);
    }
  }

  /** For a request that is refused before it reaches a resource. The address is the peer's. */
  void spendOfAddress(RoutingContext context) {
    spend("address " + context.request().remoteAddress().hostAddress());
  }

  /** The name in a token may be anybody's: the issuer's subject is not. */
  private static String account(SecurityIdentity identity, JsonWebToken token) {
    return identity.getAttribute("tenant-id") + " " + token.getSubject();
  }

  private void spend(String subject) {
    if (settings.requestsPerMinute() == 0) {
      return;
    }
    var probe = buckets.get(subject, key -> bucket()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      var wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
      throw new Refusal(ErrorCode.TOO_MANY_REQUESTS).retryAfter((int) wait.toSeconds() + 1);
    }
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(settings.burst())
                    .refillGreedy(settings.requestsPerMinute(), Duration.ofMinutes(1)))
        .build();
  }
}
