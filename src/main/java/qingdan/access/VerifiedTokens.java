package qingdan.access;

import java.time.Duration;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A caller sends the same token with every request: what was verified is not verified again for a
 * minute, nor after it has expired. Only that it is genuine is remembered; whether its session, its
 * account and their rights are still there is asked in every request.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class VerifiedTokens implements HttpAuthenticationMechanism {

  /** A key that its provider withdraws counts for no longer. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final int MOST = 10_000;
  private static final String BEARER = "Bearer ";

  /** A token that is bound to a key of its sender is proved anew by each request. */
  private static final String BOUND = "cnf";

  private final OidcAuthenticationMechanism oidc;
  private final Cache<String, SecurityIdentity> verified =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  VerifiedTokens(OidcAuthenticationMechanism oidc) {
    this.oidc = oidc;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    var sent = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (sent == null || !sent.startsWith(BEARER)) {
      return oidc.authenticate(context, providers);
    }
    var known = verified.getIfPresent(sent);
    if (known != null && !hasExpired(known)) {
      return Uni.createFrom().item(known);
    }
    return oidc.authenticate(context, providers).invoke(identity -> keep(sent, identity));
  }

  private void keep(String sent, SecurityIdentity identity) {
    if (identity != null
        && identity.getPrincipal() instanceof JsonWebToken token
        && token.getClaim(BOUND) == null) {
      verified.put(sent, withoutItsRequest(identity));
    }
  }

  private static SecurityIdentity withoutItsRequest(SecurityIdentity identity) {
    var copy =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(identity.getPrincipal())
            .addRoles(identity.getRoles())
            .addCredentials(identity.getCredentials());
    identity
        .getAttributes()
        .forEach(
            (name, value) -> {
              if (!name.equals(HttpSecurityUtils.ROUTING_CONTEXT_ATTRIBUTE)) {
                copy.addAttribute(name, value);
              }
            });
    return copy.build();
  }

  private static boolean hasExpired(SecurityIdentity identity) {
    var token = (JsonWebToken) identity.getPrincipal();
    return token.getExpirationTime() <= System.currentTimeMillis() / 1000;
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return oidc.getChallenge(context);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return oidc.getCredentialTypes();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return oidc.getCredentialTransport(context);
  }

  @Override
  public int getPriority() {
    return oidc.getPriority();
  }
}
