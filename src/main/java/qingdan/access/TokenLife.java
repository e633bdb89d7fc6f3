package qingdan.access;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.TenantFeature;
import io.quarkus.oidc.runtime.OidcUtils;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;

/**
 * Beyond signature, issuer, audience and expiry: a token is not issued in the future, and does not
 * live for years, whoever signed it.
 */
@ApplicationScoped
@Unremovable
@TenantFeature({AccessTokens.ISSUER, OidcUtils.DEFAULT_TENANT_ID})
class TokenLife implements Validator {

  /** Clocks of two machines differ by no more. */
  private static final long SKEW_SECONDS = 60;

  private final Clock clock;
  private final Duration longest;

  TokenLife(Clock clock, Caller.Provider provider) {
    this.clock = clock;
    this.longest = provider.longestLife();
  }

  @Override
  public String validate(JwtContext context) throws MalformedClaimException {
    var claims = context.getJwtClaims();
    var issued = claims.getIssuedAt();
    var expires = claims.getExpirationTime();
    if (issued == null || expires == null) {
      return "says not when it was issued or expires";
    }
    if (issued.getValue() > clock.instant().getEpochSecond() + SKEW_SECONDS) {
      return "issued in the future";
    }
    var most = AccessTokens.ISSUER.equals(claims.getIssuer()) ? AccessTokens.LIFE : longest;
    return expires.getValue() - issued.getValue() > most.toSeconds() ? "lives too long" : null;
  }
}
