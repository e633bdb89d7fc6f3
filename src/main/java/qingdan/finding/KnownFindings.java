package qingdan.finding;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Caller;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.campaign.CampaignLock;
import qingdan.campaign.Campaigns;
import qingdan.inspection.KnownRounds;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Findings for others to tell of. */
@ApplicationScoped
public class KnownFindings {

  /** Where it was found, and whose office makes it known; the round is null for a visit. */
  public record Known(
      UUID id,
      UUID campaign,
      UUID round,
      UUID office,
      UUID unit,
      String unitPath,
      String title,
      String description) {}

  @RegisterForReflection
  record Base(UUID recordedBy, UUID id, String path) {}

  private static final Set<Role> SENDERS = EnumSet.of(Role.INSPECTOR, Role.SUPERVISOR);

  private final Findings findings;
  private final KnownRounds rounds;
  private final Campaigns campaigns;
  private final Caller caller;
  private final Sql sql;

  KnownFindings(
      Findings findings, KnownRounds rounds, Campaigns campaigns, Caller caller, Sql sql) {
    this.findings = findings;
    this.rounds = rounds;
    this.campaigns = campaigns;
    this.caller = caller;
    this.sql = sql;
  }

  /** Seen by the caller, who is of the office or the team that found it; else 404 or 403. */
  public Known ofTheTeam(String id) {
    var finding = findings.visible(id);
    return new Known(
        finding.id(),
        finding.campaignId(),
        finding.roundId(),
        finding.roundId() == null ? baseOf(finding) : officeOf(finding),
        finding.unitId(),
        finding.unitPath(),
        finding.title(),
        finding.description());
  }

  private UUID officeOf(Finding finding) {
    var round = rounds.kept(finding.roundId().toString());
    if (!round.inspects()) {
      throw new Refusal(ErrorCode.NOT_OF_THE_OFFICE);
    }
    return round.office();
  }

  /** Of a visit: where the group, the leader or the plan belongs that it was made for. */
  private UUID baseOf(Finding finding) {
    sql.one(String.class, CampaignLock.SHARED, finding.campaignId().toString());
    var campaign = campaigns.kept(finding.campaignId().toString());
    campaign.requireNotClosed();
    var base =
        sql.one(
                Base.class,
                """
                select v.recorded_by, b.id, b.path
                from visit v left join guidance_group g on g.id = v.group_id left join contact k on k.id = v.contact_id
                    left join visit_plan p on p.id = v.plan_id
                    left join unit b on b.id = coalesce(g.base_id, k.base_id, p.base_id)
                where v.id = ?1
                """,
                finding.visitId())
            .orElseThrow();
    if (base.id() == null) {
      return highestAbove(finding.unitPath(), campaign.topPath());
    }
    if (!base.recordedBy().equals(caller.accountId()) && !caller.isAny(SENDERS, base.path())) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.INSPECTOR);
    }
    return base.id();
  }

  /** Of a visit for nobody else: the highest unit for which the caller may speak. */
  private UUID highestAbove(String unitPath, String topPath) {
    return new Subtree(unitPath)
        .above().stream()
            .filter(path -> path.startsWith(topPath) && caller.isAny(SENDERS, path))
            .findFirst()
            .flatMap(path -> sql.one(UUID.class, "select id from unit where path = ?1", path))
            .orElseThrow(() -> new Refusal(ErrorCode.ROLE_MISSING, Role.INSPECTOR));
  }
}
