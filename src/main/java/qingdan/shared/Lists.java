package qingdan.shared;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

/**
 * How every list is read. A cursor holds the sort key of the last row, sealed for this account,
 * these filters and this sort: it fits no other list.
 */
@ApplicationScoped
public class Lists {

  private static final int SEAL = 16;
  private static final Set<String> COMMON = Set.of("limit", "cursor");

  private final ServiceKeys keys;
  private final Actor actor;

  Lists(ServiceKeys keys, Actor actor) {
    this.keys = keys;
    this.actor = actor;
  }

  /**
   * Refuses parameters that the list does not know: a filter that is spelt wrong must not answer
   * everything.
   */
  public static void allow(UriInfo uri, Set<String> filters) {
    for (var entry : uri.getQueryParameters().entrySet()) {
      var name = entry.getKey();
      if (!filters.contains(name)) {
        throw new Refusal(ErrorCode.UNKNOWN_PARAMETER, name, String.join(", ", sorted(filters)))
            .at(name, "unknown-parameter");
      }
      if (entry.getValue().size() > 1) {
        throw Refusal.parameter(name, "given-twice");
      }
      if (entry.getValue().get(0).isEmpty()) {
        throw Refusal.parameter(name, "blank");
      }
      var fault = Characters.fault(entry.getValue().get(0));
      if (fault != null) {
        throw Refusal.parameter(name, fault);
      }
    }
  }

  /** The constant that a filter names; null when the filter is absent. */
  public static <E extends Enum<E>> E oneOf(String name, String text, Class<E> type) {
    if (text == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.parameter(
                    name,
                    "one-of",
                    Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "))));
  }

  /** The same of a filter that names one of these in lower case. */
  public static <E extends Enum<E>> E lowerOneOf(String name, String text, Set<E> served) {
    if (text == null) {
      return null;
    }
    return served.stream()
        .filter(constant -> lower(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.parameter(
                    name,
                    "one-of",
                    served.stream().map(Lists::lower).collect(Collectors.joining(", "))));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Null where it is absent. */
  public static Boolean bool(String name, String text) {
    if (text == null) {
      return null;
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    throw Refusal.parameter(name, "one-of", "true, false");
  }

  public Reading read(UriInfo uri, ListRequest request, Set<String> filters) {
    var allowed = new java.util.HashSet<>(filters);
    allowed.addAll(COMMON);
    allow(uri, allowed);
    return new Reading(uri, request, request.cursor == null ? null : open(request.cursor, uri));
  }

  /** One reading of a list: where it begins, and how its page is made. */
  public final class Reading {
    private final UriInfo uri;
    private final int limit;
    private final List<String> after;

    private Reading(UriInfo uri, ListRequest request, List<String> after) {
      this.uri = uri;
      this.limit = request.limit;
      this.after = after;
    }

    /** The sort key of the row before the page, or null on the first page. */
    public List<String> after() {
      return after;
    }

    /** One more than the page holds, to know whether there is a next one. */
    public int fetch() {
      return limit + 1;
    }

    public <R, V> Page<V> page(
        List<R> rows, Function<R, List<String>> key, Function<R, V> presented) {
      var more = rows.size() > limit;
      var shown = more ? rows.subList(0, limit) : rows;
      var next = more ? address(uri, seal(key.apply(shown.get(limit - 1)), uri)) : null;
      return new Page<>(shown.stream().map(presented).toList(), next);
    }
  }

  private static String address(UriInfo uri, String cursor) {
    var builder = uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build();
    return builder.getRawPath() + "?" + builder.getRawQuery();
  }

  private String seal(List<String> key, UriInfo uri) {
    var out = new ByteArrayOutputStream();
    for (var part : key) {
      var bytes = part.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) bytes.length).array());
      out.writeBytes(bytes);
    }
    var content = out.toByteArray();
    var sealed = Arrays.copyOf(mac(content, uri), SEAL + content.length);
    System.arraycopy(content, 0, sealed, SEAL, content.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private List<String> open(String cursor, UriInfo uri) {
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
    if (sealed.length <= SEAL) {
      throw invalid();
    }
    var content = Arrays.copyOfRange(sealed, SEAL, sealed.length);
    if (!MessageDigest.isEqual(mac(content, uri), Arrays.copyOf(sealed, SEAL))) {
      throw invalid();
    }
    var parts = new java.util.ArrayList<String>();
    for (var buffer = ByteBuffer.wrap(content); buffer.hasRemaining(); ) {
      var bytes = new byte[buffer.getShort()];
      buffer.get(bytes);
      parts.add(new String(bytes, StandardCharsets.UTF_8));
    }
    return parts;
  }

  private static Refusal invalid() {
    return new Refusal(ErrorCode.INVALID_CURSOR).at("cursor", "cursor");
  }

  private byte[] mac(byte[] content, UriInfo uri) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret(), "HmacSHA256"));
      mac.update(
          (actor.accountId() + " " + uri.getPath() + " " + canonical(uri.getQueryParameters()))
              .getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(content), SEAL);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private byte[] secret() {
    return Base64.getDecoder()
        .decode(
            keys.get(
                "cursor",
                () -> {
                  var random = new byte[32];
                  new SecureRandom().nextBytes(random);
                  return Base64.getEncoder().encodeToString(random);
                }));
  }

  private static String canonical(MultivaluedMap<String, String> parameters) {
    var relevant = new TreeMap<String, Object>(parameters);
    relevant.remove("cursor");
    relevant.remove("limit");
    return relevant.toString();
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
