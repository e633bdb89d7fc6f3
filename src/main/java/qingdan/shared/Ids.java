package qingdan.shared;

import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;

/**
 * Public ids: UUIDv7, so that new rows stand together in the index. Clients may supply their own.
 */
public final class Ids {

  private Ids() {}

  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /** The id in a query parameter; null when the parameter is absent. */
  public static UUID parameter(String name, String text) {
    var id = parse(text);
    if (text != null && id == null) {
      throw Refusal.parameter(name, "uuid");
    }
    return id;
  }

  /** For a parameter of a query that may be null; there it is cast to an id. */
  public static String text(UUID id) {
    return id == null ? null : id.toString();
  }

  /** Null when it is not the text of a UUID in its full, canonical form. */
  public static UUID parse(String text) {
    if (text == null || text.length() != 36) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }
}
