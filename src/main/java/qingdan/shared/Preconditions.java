package qingdan.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;

/** Nobody writes over what they have not seen. */
@ApplicationScoped
public class Preconditions {

  private static final Pattern ETAGS = Pattern.compile("\\s*\"[^\"]*\"\\s*(,\\s*\"[^\"]*\"\\s*)*");

  private final HttpHeaders headers;

  Preconditions(HttpHeaders headers) {
    this.headers = headers;
  }

  /**
   * For a PUT: what stands there already is written over as {@link #require} says, and not at all
   * with {@code If-None-Match: *}; what is new (null) needs no header, and {@code If-Match} would
   * be about something else.
   */
  public void requireToPut(Versioned current) {
    if (current == null) {
      if (headers.getHeaderString(HttpHeaders.IF_MATCH) != null) {
        throw new Refusal(ErrorCode.STALE, 0);
      }
    } else if (isExcluded(current)) {
      throw new Refusal(ErrorCode.STALE, current.version()).current(tag(current));
    } else {
      require(current);
    }
  }

  private boolean isExcluded(Versioned current) {
    var header = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    return header != null && matches(header, tag(current));
  }

  /** For a move, which has rules of its own: 412 when {@code If-Match} names another version. */
  public void requireIfGiven(Versioned current) {
    if (headers.getHeaderString(HttpHeaders.IF_MATCH) != null) {
      require(current);
    }
  }

  /** 428 without {@code If-Match}, 412 when it names another version than the current one. */
  public void require(Versioned current) {
    var header = headers.getHeaderString(HttpHeaders.IF_MATCH);
    if (header == null) {
      throw new Refusal(ErrorCode.PRECONDITION_REQUIRED).at("If-Match", "required");
    }
    for (var tag : header.split(",")) {
      if (tag.strip().equals("*") || version(tag.strip()).equals("" + current.version())) {
        return;
      }
    }
    var stale = new Refusal(ErrorCode.STALE, current.version()).current(tag(current));
    throw ETAGS.matcher(header).matches() ? stale : stale.at(HttpHeaders.IF_MATCH, "etag");
  }

  private boolean isKnown(String tag) {
    var header = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    return header != null && matches(header, tag);
  }

  /** 304 to a caller who has the answer of this tag already; it is not even made then. */
  public <T> RestResponse<T> unlessKnown(String tag, Supplier<T> answer) {
    return (isKnown(tag)
            ? RestResponse.ResponseBuilder.<T>notModified()
            : RestResponse.ResponseBuilder.ok(answer.get()))
        .header(HttpHeaders.ETAG, tag)
        .build();
  }

  /** The tag of an answer that follows from these alone. */
  public static String tag(Object... said) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  Arrays.stream(said)
                      .map(String::valueOf)
                      .collect(Collectors.joining("|"))
                      .getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static String tag(Versioned resource) {
    return '"' + "" + resource.version() + resource.etagSuffix() + '"';
  }

  static boolean matches(String ifNoneMatch, String tag) {
    for (var given : ifNoneMatch.split(",")) {
      var bare = given.strip();
      if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  private static String version(String tag) {
    if (tag.length() < 3 || !tag.startsWith("\"") || !tag.endsWith("\"")) {
      return "";
    }
    var content = tag.substring(1, tag.length() - 1);
    var dot = content.indexOf('.');
    return dot < 0 ? content : content.substring(0, dot);
  }
}
