package qingdan.access;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** Where a unit stands: its id and its path. */
@RegisterForReflection
public record Place(UUID id, String path, boolean closed) {

  /** Above every unit. */
  public static final String EVERYWHERE = "/";
}
