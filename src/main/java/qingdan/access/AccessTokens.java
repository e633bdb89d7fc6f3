package qingdan.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

import qingdan.shared.ServiceKeys;

/**
 * Tokens of the service's own, signed with a key that the first replica makes. They are verified
 * like those of any OpenID provider: by a tenant whose public key is known.
 */
@ApplicationScoped
class AccessTokens implements TenantConfigResolver {

  static final String ISSUER = "qingdan";
  static final String SESSION = "sid";
  static final Duration LIFE = Duration.ofMinutes(15);
  private static final String SEPARATOR = ".";

  private final ServiceKeys keys;
  private final Clock clock;
  private volatile OidcTenantConfig tenant;

  AccessTokens(ServiceKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  String sign(UUID account, String username, UUID session) {
    var now = clock.instant();
    return Jwt.issuer(ISSUER)
        .audience(ISSUER)
        .subject(account.toString())
        .upn(username)
        .claim(SESSION, session.toString())
        .issuedAt(now)
        .expiresAt(now.plus(LIFE))
        .jws()
        .algorithm(SignatureAlgorithm.RS256)
        .sign(privateKey());
  }

  /** Whether the token was verified by the service's own key. */
  static boolean isOwn(SecurityIdentity identity) {
    return ISSUER.equals(identity.getAttribute(OidcUtils.TENANT_ID_ATTRIBUTE));
  }

  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
    if (!isOurs(context.request().getHeader("Authorization"))) {
      return Uni.createFrom().nullItem();
    }
    return tenant != null ? Uni.createFrom().item(tenant) : request.runBlocking(this::tenant);
  }

  /** A look at the issuer that decides only who verifies: nothing is believed yet. */
  private static boolean isOurs(String authorization) {
    if (authorization == null) {
      return false;
    }
    var parts = authorization.split("\\.", -1);
    if (parts.length != 3) {
      return true;
    }
    try {
      var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return claims.contains("\"iss\":\"" + ISSUER + "\"");
    } catch (IllegalArgumentException notBase64) {
      return true;
    }
  }

  private OidcTenantConfig tenant() {
    if (tenant == null) {
      tenant =
          OidcTenantConfig.builder()
              .tenantId(ISSUER)
              .publicKey(keyPair()[0])
              .applicationType(io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType.SERVICE)
              .token()
              .issuer(ISSUER)
              .audience(List.of(ISSUER))
              .signatureAlgorithm(io.quarkus.oidc.runtime.OidcTenantConfig.SignatureAlgorithm.RS256)
              .issuedAtRequired(true)
              .age(LIFE)
              .end()
              .build();
    }
    return tenant;
  }

  private PrivateKey privateKey() {
    try {
      var encoded = Base64.getDecoder().decode(keyPair()[1]);
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the key of the service cannot be read", broken);
    }
  }

  private String[] keyPair() {
    return keys.get("token", AccessTokens::newKeyPair).split("\\" + SEPARATOR);
  }

  private static String newKeyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var pair = generator.generateKeyPair();
      var base64 = Base64.getEncoder();
      return base64.encodeToString(pair.getPublic().getEncoded())
          + SEPARATOR
          + base64.encodeToString(pair.getPrivate().getEncoded());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
