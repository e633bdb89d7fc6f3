package qingdan.inspection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(
    name = "Draw",
    description =
        "A draw (抽签): what the office committed to and, once it is drawn, all that it takes to draw the same again, byte by byte as `docs/draw.md` says. Hashes and secrets in hexadecimal digits.")
record DrawView(
    @Schema(description = "Id of the round.", required = true) UUID round,
    @Schema(
            description = "Grows by one with each change of the round; its ETag.",
            examples = "3",
            required = true)
        int version,
    @Schema(description = "How far the round is.", required = true) RoundStatus status,
    @Schema(description = "Units that may be drawn.", examples = "39", required = true)
        int population,
    @Schema(
            description =
                "SHA-256 of the text of the population, which is at `/rounds/{id}/draw/population/lines`.",
            required = true)
        String populationHash,
    @Schema(description = "SHA-256 of the secret.", required = true) String secretHash,
    @Schema(
            description = "What the office committed to, to be handed to witnesses.",
            required = true)
        String commitment,
    @Schema(description = "When it committed.", required = true) Instant committedAt,
    @Schema(
            description = "The strata, and how many units are drawn of each.",
            required = true,
            maxItems = 1000)
        List<Stratum> strata,
    @Schema(
            description = "What was added, or null before the draw.",
            nullable = true,
            required = true)
        String contribution,
    @Schema(description = "Who supplied it, or null.", nullable = true, required = true)
        String suppliedBy,
    @Schema(description = "The secret; null before the draw.", nullable = true, required = true)
        String secret,
    @Schema(description = "The seed, or null before the draw.", nullable = true, required = true)
        String seed,
    @Schema(
            description = "Units drawn, or null before the draw.",
            examples = "6",
            nullable = true,
            required = true)
        Integer drawn,
    @Schema(description = "When it was drawn, or null.", nullable = true, required = true)
        Instant drawnAt)
    implements Versioned {

  @Schema(name = "DrawStratum", description = "A stratum of a population.")
  record Stratum(
      @Schema(description = "Its name.", examples = "COUNTY", required = true) String stratum,
      @Schema(description = "Units in it.", examples = "16", required = true) int units,
      @Schema(description = "Units drawn of it.", examples = "3", required = true) int number) {}

  static DrawView of(Round round, String secret, List<Stratum> strata) {
    return new DrawView(
        round.id(),
        round.version(),
        round.status(),
        round.population(),
        round.populationHash(),
        round.secretHash(),
        round.commitment(),
        round.committedAt(),
        strata,
        round.contribution(),
        round.suppliedBy(),
        secret,
        round.seed(),
        round.drawn(),
        round.drawnAt());
  }
}
