package qingdan.access;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Where a unit stands: its id and its path. */
@RegisterForReflection
public record Place(UUID id, String path, boolean closed) {

  /** Above every unit. */
  public static final String EVERYWHERE = "/";
}
