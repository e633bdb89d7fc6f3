package qingdan.access;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** What may be wrong with a token; everything else about it is right. */
enum Forgery {
  NO_ALGORITHM {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      return sign(claims, null, "none", null);
    }
  },
  NO_ALGORITHM_IN_MIXED_CASE {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) {
      return base64("{\"alg\":\"nOnE\",\"typ\":\"JWT\"}") + "." + base64(claims.toJson()) + ".";
    }
  },
  PUBLIC_KEY_AS_SECRET {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      var secret = new HmacKey(key.getPublicKey().getEncoded());
      return sign(claims, secret, AlgorithmIdentifiers.HMAC_SHA256, key.getKeyId());
    }
  },
  ANOTHER_KEY {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      return sign(claims, strangersKey().getPrivateKey(), RS256, key.getKeyId());
    }
  },
  UNKNOWN_KEY_ID {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      return sign(claims, strangersKey().getPrivateKey(), RS256, "unknown");
    }
  },
  KEY_NAMED_BY_ADDRESS {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      var signature = signature(claims, strangersKey().getPrivateKey(), RS256, "unknown");
      signature.setHeader("jku", "http://127.0.0.1:1/keys");
      return signature.getCompactSerialization();
    }
  },
  KEY_BROUGHT_ALONG {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      var own = strangersKey();
      var signature = signature(claims, own.getPrivateKey(), RS256, key.getKeyId());
      signature.getHeaders().setJwkHeaderValue("jwk", own);
      return signature.getCompactSerialization();
    }
  },
  SIGNATURE_STRIPPED {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      var token = right(claims, key);
      return token.substring(0, token.lastIndexOf('.') + 1);
    }
  },
  TAMPERED {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      var parts = right(claims, key).split("\\.");
      claims.setSubject("somebody else");
      return parts[0] + "." + base64(claims.toJson()) + "." + parts[2];
    }
  },
  NO_EXPIRY {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.unsetClaim("exp");
      return right(claims, key);
    }
  },
  EXPIRED {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.setIssuedAt(fromNow(-600));
      claims.setExpirationTime(fromNow(-120));
      return right(claims, key);
    }
  },
  EXPIRED_JUST_NOW {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.setIssuedAt(fromNow(-600));
      claims.setExpirationTime(fromNow(-2));
      return right(claims, key);
    }
  },
  NOT_YET_VALID {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.setNotBefore(fromNow(3600));
      return right(claims, key);
    }
  },
  ISSUED_IN_THE_FUTURE {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.setIssuedAt(fromNow(3600));
      claims.setExpirationTime(fromNow(4000));
      return right(claims, key);
    }
  },
  NOT_SAID_WHEN_ISSUED {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.unsetClaim("iat");
      return right(claims, key);
    }
  },
  LIVES_TEN_YEARS {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.setExpirationTime(fromNow(10L * 365 * 86_400));
      return right(claims, key);
    }
  },
  FOR_ANOTHER_SERVICE {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.setAudience("another");
      return right(claims, key);
    }
  },
  FOR_NO_SERVICE {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.unsetClaim("aud");
      return right(claims, key);
    }
  },
  ANOTHER_ISSUER {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.setIssuer("https://elsewhere.example");
      return right(claims, key);
    }
  },
  NO_ISSUER {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
      claims.unsetClaim("iss");
      return right(claims, key);
    }
  },
  GARBAGE {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) {
      return "garbage";
    }
  },
  GARBAGE_IN_THREE_PARTS {
    @Override
    String of(JwtClaims claims, RsaJsonWebKey key) {
      return "!.?.%";
    }
  };

  private static final String RS256 = AlgorithmIdentifiers.RSA_USING_SHA256;

  abstract String of(JwtClaims claims, RsaJsonWebKey key) throws JoseException;

  static String right(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
    return sign(claims, key.getPrivateKey(), RS256, key.getKeyId());
  }

  private static String sign(JwtClaims claims, Key key, String algorithm, String keyId)
      throws JoseException {
    return signature(claims, key, algorithm, keyId).getCompactSerialization();
  }

  private static JsonWebSignature signature(
      JwtClaims claims, Key key, String algorithm, String keyId) {
    var signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setDoKeyValidation(false);
    signature.setPayload(claims.toJson());
    signature.setAlgorithmHeaderValue(algorithm);
    signature.setHeader("typ", "JWT");
    signature.setKey(key);
    if (keyId != null) {
      signature.setKeyIdHeaderValue(keyId);
    }
    return signature;
  }

  private static RsaJsonWebKey strangersKey() throws JoseException {
    return RsaJwkGenerator.generateJwk(2048);
  }

  private static NumericDate fromNow(long seconds) {
    var date = NumericDate.now();
    date.addSeconds(seconds);
    return date;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
