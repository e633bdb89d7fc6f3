package qingdan.obligation;

import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How many units have come to owe something, and how many no longer do. */
@RegisterForReflection
public record Followed(long joined, long released) {

  public boolean none() {
    return joined == 0 && released == 0;
  }

  public Map<String, Object> told() {
    return Map.of("joined", joined, "released", released);
  }
}
