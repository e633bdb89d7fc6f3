package qingdan.inspection;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "DrawVerification", description = "A draw, made again from what is published of it.")
record VerificationView(
    @Schema(description = "Whether all of it agrees.", required = true) boolean agrees,
    @Schema(description = "Each part.", required = true, maxItems = 5) List<Check> checks) {

  @Schema(
      name = "DrawPart",
      description =
          "What is compared: the hash of the population, that of the secret, the commitment, the seed, and a hash over the ids and tickets of the units drawn.",
      examples = "POPULATION")
  enum What {
    POPULATION,
    SECRET,
    COMMITMENT,
    SEED,
    UNITS
  }

  @Schema(name = "DrawCheck", description = "A part of a draw, compared.")
  record Check(
      @Schema(description = "What is compared.", required = true) What what,
      @Schema(description = "Whether both are equal.", required = true) boolean agrees,
      @Schema(description = "As it was published.", required = true) String published,
      @Schema(description = "As it is made again.", required = true) String recomputed) {}

  static VerificationView of(List<Check> checks) {
    return new VerificationView(checks.stream().allMatch(Check::agrees), checks);
  }
}
