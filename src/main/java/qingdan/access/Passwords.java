package qingdan.access;

import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import qingdan.shared.Refusal;

/** bcrypt, which reads 72 bytes: longer passwords are refused rather than cut. */
@ApplicationScoped
class Passwords {

  private static final int MOST_BYTES = 72;

  @ConfigMapping(prefix = "qingdan.passwords")
  interface Settings {
    /** Two to this power rounds. */
    @WithDefault("12")
    int cost();
  }

  private final int cost;
  private volatile String ofNobody;

  Passwords(Settings settings) {
    cost = settings.cost();
  }

  String hash(String pointer, String password) {
    if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw Refusal.body(pointer, "bytes", MOST_BYTES);
    }
    return BcryptUtil.bcryptHash(password, cost);
  }

  /** Takes as long where there is no such account. */
  boolean matches(String password, String hash) {
    if (hash == null) {
      if (ofNobody == null) {
        ofNobody = BcryptUtil.bcryptHash("nobody", cost);
      }
      BcryptUtil.matches(password, ofNobody);
      return false;
    }
    return BcryptUtil.matches(password, hash);
  }
}
