package qingdan.shared;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Keeps the answer of a write under its key, in the transaction of the write: both are there, or
 * neither. Runs inside that transaction, so its priority is behind {@link Transactional}'s.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class Idempotency {

  static final String HEADER = "Idempotency-Key";

  /**
   * Ends the invocation with the answer that was given before. Not a failure: nothing has been
   * written.
   */
  static final class Replayed extends RuntimeException {
    private final transient KeptAnswers.Stored answer;

    Replayed(KeptAnswers.Stored answer) {
      super("replayed", null, false, false);
      this.answer = answer;
    }

    KeptAnswers.Stored answer() {
      return answer;
    }
  }

  private final KeptAnswers answers;
  private final Actor actor;
  private final HttpHeaders headers;
  private final UriInfo uri;
  private final ObjectMapper json;

  Idempotency(
      KeptAnswers answers, Actor actor, HttpHeaders headers, UriInfo uri, ObjectMapper json) {
    this.answers = answers;
    this.actor = actor;
    this.headers = headers;
    this.uri = uri;
    this.json = json;
  }

  @AroundInvoke
  Object once(InvocationContext invocation) throws Exception {
    var key = headers.getHeaderString(HEADER);
    if (key == null) {
      return invocation.proceed();
    }
    if (key.isBlank() || key.length() > 255) {
      throw Refusal.parameter(HEADER, "size", 1, 255);
    }
    var account = actor.accountId();
    var fingerprint = fingerprint(invocation);
    replay(account, key, fingerprint);
    var answer = invocation.proceed();
    keep(account, key, fingerprint, answer);
    return answer;
  }

  private void replay(UUID account, String key, byte[] fingerprint) {
    answers
        .find(account, key, fingerprint)
        .ifPresent(
            stored -> {
              throw new Replayed(stored);
            });
  }

  private void keep(UUID account, String key, byte[] fingerprint, Object answer)
      throws JsonProcessingException {
    int status = 200;
    var entity = answer;
    var location = "";
    if (answer instanceof RestResponse<?> response) {
      status = response.getStatus();
      entity = response.getEntity();
      location =
          response.getLocation() == null
              ? ""
              : uri.getBaseUri().resolve(response.getLocation()).toString();
    } else if (answer instanceof Response response) {
      status = response.getStatus();
      entity = response.getEntity();
    }
    var tag = entity instanceof Versioned resource ? Preconditions.tag(resource) : "";
    answers.keep(
        account,
        key,
        new KeptAnswers.Stored(
            fingerprint,
            status,
            location + "\n" + tag,
            entity == null ? null : json.writeValueAsString(entity)));
  }

  private byte[] fingerprint(InvocationContext invocation)
      throws JsonProcessingException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    digest.update(uri.getRequestUri().getRawPath().getBytes(StandardCharsets.UTF_8));
    digest.update(
        String.valueOf(uri.getRequestUri().getRawQuery()).getBytes(StandardCharsets.UTF_8));
    for (var argument : invocation.getParameters()) {
      if (argument != null
          && argument.getClass().getName().startsWith("qingdan.")
          && !(argument instanceof InputStream)
          && !(argument instanceof ListRequest)) {
        digest.update(json.writeValueAsBytes(argument));
      }
    }
    return digest.digest();
  }
}
