package qingdan.access;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static qingdan.World.PASSWORD;
import static qingdan.World.admin;
import static qingdan.World.as;
import static qingdan.World.unit;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import qingdan.ApiTest;
import qingdan.World;
import qingdan.shared.ServiceKeys;

/**
 * Tokens of the service and of an OpenID provider, side by side; each forgery of each is refused.
 */
@QuarkusTest
@TestProfile(Provider.Configured.class)
class TokensAreVerifiedTest extends ApiTest {

  @Inject ServiceKeys keys;

  @ConfigProperty(name = "quarkus.oidc.auth-server-url")
  String issuer;

  @ConfigProperty(name = "qingdan.test.provider-key")
  String providerKey;

  private String subject;
  private String username;
  private String account;

  @BeforeEach
  void anAccountThatTheProviderKnows() {
    subject = UUID.randomUUID().toString();
    username = World.code();
    var province = unit(null, "省", "PROVINCE");
    account = Person.account(username, province, subject);
    Person.grant(account, "VIEWER", province);
  }

  private JwtClaims claimsOfProvider() {
    var claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setSubject(subject);
    claims.setAudience("qingdan");
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    return claims;
  }

  private RsaJsonWebKey keyOfProvider() throws JoseException {
    return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(providerKey);
  }

  /** Those of a login, so that the session is a real one. */
  private JwtClaims claimsOfService() throws InvalidJwtException {
    var payload = World.logIn(username, PASSWORD).split("\\.")[1];
    return JwtClaims.parse(new String(Base64.getUrlDecoder().decode(payload)));
  }

  private RsaJsonWebKey keyOfService() throws Exception {
    var pair = keys.get("token", () -> null).split("\\.");
    var factory = java.security.KeyFactory.getInstance("RSA");
    var decoder = Base64.getDecoder();
    var key =
        new RsaJsonWebKey(
            (java.security.interfaces.RSAPublicKey)
                factory.generatePublic(
                    new java.security.spec.X509EncodedKeySpec(decoder.decode(pair[0]))));
    key.setPrivateKey(
        factory.generatePrivate(
            new java.security.spec.PKCS8EncodedKeySpec(decoder.decode(pair[1]))));
    return key;
  }

  private static void isRefused(String token) {
    as(token)
        .get("/api/v1/me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("code", equalTo("unauthenticated"));
  }

  @ParameterizedTest
  @EnumSource
  void aForgedTokenOfTheServiceIsRefused(Forgery forgery) throws Exception {
    isRefused(forgery.of(claimsOfService(), keyOfService()));
  }

  @ParameterizedTest
  @EnumSource
  void aForgedTokenOfTheProviderIsRefused(Forgery forgery) throws Exception {
    isRefused(forgery.of(claimsOfProvider(), keyOfProvider()));
  }

  @Test
  void bothKindsOfTokenNameTheSameAccount() throws Exception {
    for (var token :
        new String[] {
          Forgery.right(claimsOfProvider(), keyOfProvider()),
          Forgery.right(claimsOfService(), keyOfService())
        }) {
      as(token)
          .get("/api/v1/me")
          .then()
          .statusCode(200)
          .body("id", equalTo(account))
          .body("grants.role", hasItem("VIEWER"));
      as(token).get("/api/v1/units").then().statusCode(200).body("items.size()", equalTo(1));
    }
  }

  @Test
  void aSubjectWithoutAccountIsRefused() throws Exception {
    var claims = claimsOfProvider();
    claims.setSubject(UUID.randomUUID().toString());

    isRefused(Forgery.right(claims, keyOfProvider()));
  }

  @Test
  void aClosedAccountIsRefused() throws Exception {
    var token = Forgery.right(claimsOfProvider(), keyOfProvider());
    as(token).get("/api/v1/me").then().statusCode(200);

    admin().body(Map.of()).post("/api/v1/accounts/" + account + "/closure").then().statusCode(200);

    isRefused(token);
  }

  /** Each issuer's key is good for its own tokens only. */
  @Test
  void neitherKeySignsForTheOther() throws Exception {
    isRefused(Forgery.right(claimsOfService(), keyOfProvider()));
    isRefused(Forgery.right(claimsOfProvider(), keyOfService()));
  }

  /** However the issuer is written, the key decides which kind of token it is. */
  @Test
  void aProviderCannotNameASession() throws Exception {
    var claims = claimsOfProvider();
    claims.setIssuer("qingdan");
    claims.setClaim("sid", claimsOfService().getClaimValue("sid"));
    isRefused(Forgery.right(claims, keyOfProvider()));

    var linked = claimsOfProvider();
    linked.setSubject(UUID.randomUUID().toString());
    linked.setClaim("sid", claimsOfService().getClaimValue("sid"));
    isRefused(Forgery.right(linked, keyOfProvider()));
  }

  @Test
  void aPasswordExpiresForItsOwnLoginsOnly() throws Exception {
    Person.patch(admin(), 1)
        .body(Map.of("passwordExpired", true))
        .patch("/api/v1/accounts/" + account)
        .then()
        .statusCode(200);

    as(Forgery.right(claimsOfProvider(), keyOfProvider()))
        .get("/api/v1/units")
        .then()
        .statusCode(200);
    as(Forgery.right(claimsOfService(), keyOfService()))
        .get("/api/v1/units")
        .then()
        .statusCode(403);
  }

  /** What was verified is remembered for a while, but no longer than the token says. */
  @Test
  void aTokenThatWasAcceptedIsRefusedOnceItHasExpired() throws Exception {
    var claims = claimsOfService();
    var soon = NumericDate.now();
    soon.addSeconds(4);
    claims.setExpirationTime(soon);
    var token = Forgery.right(claims, keyOfService());
    as(token).get("/api/v1/me").then().statusCode(200);

    await().until(() -> as(token).get("/api/v1/me").statusCode() != 200);

    isRefused(token);
  }
}
