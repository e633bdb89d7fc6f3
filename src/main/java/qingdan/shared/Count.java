package qingdan.shared;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "How many rows a list has.")
public record Count(
    @Schema(description = "Number of rows.", examples = "5934", required = true) long count,
    @Schema(
            description = "False where counting stopped at a limit: there are at least as many.",
            required = true)
        boolean exact) {

  /** Counting beyond this would cost more than the number is worth. */
  public static final int LIMIT = 100_000;

  public static Count of(long counted) {
    return of(counted, LIMIT);
  }

  public static Count of(long counted, int limit) {
    return counted > limit ? new Count(limit, false) : new Count(counted, true);
  }
}
