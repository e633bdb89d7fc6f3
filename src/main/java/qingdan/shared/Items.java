package qingdan.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.jboss.logging.Logger;

/** Items of a request that are each read, done once and answered like a request of its own. */
@RequestScoped
public class Items {

  /** What an item is answered. */
  public record Answer(int status, JsonNode body, boolean replayed) {}

  private static final Logger LOG = Logger.getLogger(Items.class);

  private final KeptAnswers answers;
  private final Actor actor;
  private final HttpHeaders headers;
  private final CurrentVertxRequest request;
  private final ObjectMapper json;
  private final Validator validator;

  Items(
      KeptAnswers answers,
      Actor actor,
      HttpHeaders headers,
      CurrentVertxRequest request,
      ObjectMapper json,
      Validator validator) {
    this.answers = answers;
    this.actor = actor;
    this.headers = headers;
    this.request = request;
    this.json = json;
    this.validator = validator;
  }

  /** The body of an item, with the rules that hold for it as a request. */
  public <T> T read(Map<String, Object> body, Class<T> type) {
    T read;
    try {
      read = json.treeToValue(json.valueToTree(body == null ? Map.of() : body), type);
    } catch (JsonProcessingException broken) {
      throw Errors.malformed(broken);
    }
    var violations = validator.validate(read);
    if (!violations.isEmpty()) {
      throw Errors.invalidFields(violations);
    }
    return read;
  }

  /**
   * Does it, or answers as before when it came under the same key. Without a key of its own an item
   * has that of the request and its place.
   */
  public Answer once(String ownKey, int place, Object said, int status, Supplier<?> effect) {
    var common = headers.getHeaderString(Idempotency.HEADER);
    var key = ownKey != null ? ownKey : common == null ? null : common + "/" + place;
    if (key == null) {
      return new Answer(status, json.valueToTree(effect.get()), false);
    }
    if (key.isBlank() || key.length() > 255) {
      throw Refusal.parameter(Idempotency.HEADER, "size", 1, 255);
    }
    try {
      var account = actor.accountId();
      var fingerprint = fingerprint(said);
      var stored = answers.find(account, key, fingerprint);
      if (stored.isPresent()) {
        return new Answer(stored.get().status(), json.readTree(stored.get().body()), true);
      }
      var body = json.writeValueAsString(effect.get());
      answers.keep(account, key, new KeptAnswers.Stored(fingerprint, status, "\n", body));
      return new Answer(status, json.readTree(body), false);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private byte[] fingerprint(Object said) throws JsonProcessingException {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(json.writeValueAsString(said).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** What the database refused, or failed to do, as its answer. */
  public ErrorBody refused(RuntimeException failure) {
    var refusal = failure instanceof Refusal known ? known : DatabaseErrors.refusal(failure);
    if (refusal == null) {
      LOG.error("item failed", failure);
      refusal = new Refusal(ErrorCode.INTERNAL_ERROR);
    }
    return Errors.body(
        refusal,
        headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE),
        RequestId.of(request.getCurrent()));
  }
}
