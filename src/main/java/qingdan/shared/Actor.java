package qingdan.shared;

import java.util.UUID;

/** Whoever is behind the request, as far as the grammar needs to know. */
public interface Actor {

  /** The account, or null where the request needs none. */
  UUID accountId();
}
