package qingdan.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.databind.util.RawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.campaign.Phase;
import qingdan.obligation.Cohort;
import qingdan.obligation.CohortRule;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Sector;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** A round as it stands in the table, with what it takes from its campaign, office and rule. */
@RegisterForReflection
record Round(
    UUID id,
    int version,
    UUID campaignId,
    String campaignStatus,
    String topPath,
    UUID batchId,
    UUID officeId,
    String officePath,
    String officeCode,
    String officeName,
    String officeKind,
    String officeTier,
    Integer number,
    String name,
    String statusName,
    LocalDate startsOn,
    LocalDate endsOn,
    String strata,
    int perStratum,
    String numbers,
    String kinds,
    String tiers,
    String sectors,
    UUID setId,
    String setOwnerPath,
    UUID partId,
    String partPath,
    Instant createdAt,
    Integer population,
    String populationHash,
    String secretHash,
    String commitment,
    Instant committedAt,
    String contribution,
    String suppliedBy,
    String seed,
    Integer drawn,
    Instant drawnAt,
    Instant startedAt,
    Instant closedAt) {

  RoundStatus status() {
    return RoundStatus.valueOf(statusName);
  }

  Stratification stratifiedBy() {
    return Stratification.valueOf(strata);
  }

  DirectoryEntry office() {
    return new DirectoryEntry(
        officeId, officeCode, officeName, UnitKind.valueOf(officeKind), Tier.valueOf(officeTier));
  }

  /** Of a set that is gone nobody is a member any more. */
  boolean hasSet() {
    return setId == null || setOwnerPath != null;
  }

  /** Below a part that has closed nobody is. */
  boolean hasPart() {
    return partId == null || partPath != null;
  }

  Cohort cohort() {
    var within = new ArrayList<>(List.of(new Subtree(topPath), new Subtree(officePath)));
    if (partPath != null) {
      within.add(new Subtree(partPath));
    }
    if (setOwnerPath != null) {
      within.add(new Subtree(setOwnerPath));
    }
    return new Cohort(batchId, within, words(kinds), words(tiers), words(sectors), setId);
  }

  CohortRule rule() {
    return new CohortRule(
        kinds == null ? null : words(kinds).stream().map(UnitKind::valueOf).toList(),
        tiers == null ? null : words(tiers).stream().map(Tier::valueOf).toList(),
        sectors == null ? null : words(sectors).stream().map(Sector::valueOf).toList(),
        setId,
        partId == null ? null : partId.toString());
  }

  private static List<String> words(String list) {
    return list == null ? null : List.of(list.split(","));
  }

  void requireCampaignNotClosed() {
    if (Phase.valueOf(campaignStatus) == Phase.CLOSED) {
      throw new Refusal(ErrorCode.CAMPAIGN_CLOSED);
    }
  }

  List<String> key() {
    return List.of(startsOn.toString(), id.toString());
  }

  Map<String, Object> fields() {
    var fields = new TreeMap<String, Object>();
    fields.put("campaign", campaignId);
    fields.put("batch", batchId);
    fields.put("office", officeId);
    fields.put("number", number);
    fields.put("name", name);
    fields.put("status", statusName);
    fields.put("startsOn", startsOn);
    fields.put("endsOn", endsOn);
    fields.put("rule", rule());
    fields.put("stratifiedBy", strata);
    fields.put("perStratum", perStratum);
    fields.put("numbers", new RawValue(numbers));
    fields.put("commitment", commitment);
    fields.put("contribution", contribution);
    fields.put("suppliedBy", suppliedBy);
    return fields;
  }

  /** Before the start it concerns no place: whoever reads changes by their places reads nothing. */
  Changed fact(String type, Map<String, Object> before, List<String> drawnPaths) {
    var paths = new ArrayList<String>();
    if (status().isPublic()) {
      paths.add(topPath);
      paths.addAll(drawnPaths);
    }
    return new Changed("round", id, type, paths, before, fields());
  }

  Changed deleted() {
    return new Changed("round", id, "round.deleted", List.of(), fields(), null);
  }
}
