package qingdan.finding;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.inspection.KnownRounds;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/** Findings for others to tell of. */
@ApplicationScoped
public class KnownFindings {

  /** Where it was found, and who inspects there. */
  public record Known(
      UUID id,
      UUID campaign,
      UUID round,
      UUID office,
      UUID unit,
      String unitPath,
      String title,
      String description) {}

  private final Findings findings;
  private final KnownRounds rounds;

  KnownFindings(Findings findings, KnownRounds rounds) {
    this.findings = findings;
    this.rounds = rounds;
  }

  /** Seen by the caller, who is of the office or the team that found it; else 404 or 403. */
  public Known ofTheTeam(String id) {
    var finding = findings.visible(id);
    var round = rounds.kept(finding.roundId().toString());
    if (!round.inspects()) {
      throw new Refusal(ErrorCode.NOT_OF_THE_OFFICE);
    }
    return new Known(
        finding.id(),
        finding.campaignId(),
        finding.roundId(),
        round.office(),
        finding.unitId(),
        finding.unitPath(),
        finding.title(),
        finding.description());
  }
}
