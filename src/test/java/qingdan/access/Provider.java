package qingdan.access;

import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/** An OpenID provider beside the service; tests can sign with its key. */
public class Provider implements QuarkusTestResourceLifecycleManager {

  /** The service with this provider. */
  public static class Configured implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Provider.class));
    }
  }

  private static final String ISSUER_NAME = "staff";
  private MockOAuth2Server server;

  @Override
  public Map<String, String> start() {
    try {
      var key = new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyID(ISSUER_NAME).generate();
      var tokens = new OAuth2TokenProvider(new KeyProvider(List.of(key)));
      server = new MockOAuth2Server(new OAuth2Config(false, null, null, false, tokens));
      server.start();
      return Map.of(
          "quarkus.oidc.auth-server-url",
          server.issuerUrl(ISSUER_NAME).toString(),
          "qingdan.test.provider-key",
          key.toJSONString());
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void stop() {
    server.shutdown();
  }
}
