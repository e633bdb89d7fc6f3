package qingdan.bulletin;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.campaign.Campaign;
import qingdan.campaign.Campaigns;
import qingdan.finding.KnownFindings;
import qingdan.inspection.KnownRounds;
import qingdan.obligation.Cohort;
import qingdan.obligation.Cohorts;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.unit.NamedUnits;

/** How a bulletin is sent, by hand or from a finding. */
@ApplicationScoped
class Sending {

  private static final Set<Role> SENDERS = EnumSet.of(Role.INSPECTOR, Role.SUPERVISOR);
  private static final int MOST_TOLD = 2000;
  private static final int LONGEST = 20_000;

  private final Bulletins bulletins;
  private final Owing owing;
  private final Campaigns campaigns;
  private final Cohorts cohorts;
  private final KnownRounds rounds;
  private final Places places;
  private final NamedUnits units;
  private final Caller caller;
  private final Event<Changed> changes;

  Sending(
      Bulletins bulletins,
      Owing owing,
      Campaigns campaigns,
      Cohorts cohorts,
      KnownRounds rounds,
      Places places,
      NamedUnits units,
      Caller caller,
      Event<Changed> changes) {
    this.bulletins = bulletins;
    this.owing = owing;
    this.campaigns = campaigns;
    this.cohorts = cohorts;
    this.rounds = rounds;
    this.places = places;
    this.units = units;
    this.caller = caller;
    this.changes = changes;
  }

  Bulletin send(SendBulletin request) {
    owing.share(request.campaign());
    var campaign = named(request.campaign());
    var office = places.named("/office", request.office());
    if (!caller.isAny(SENDERS, office.path())) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.SUPERVISOR);
    }
    if (!campaign.subtree().contains(office.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/office", "outside-campaign");
    }
    campaign.requireNotClosed();
    places.requireOpen(office);
    if ((request.units() == null) == (request.rule() == null)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/units", "one-of-two", "units", "rule");
    }
    var draft =
        new Bulletins.Draft(
            request.id() == null ? Ids.next() : request.id(),
            campaign.id(),
            office.id(),
            round(request, campaign),
            null,
            request.title(),
            text(request),
            request.answerDueOn());
    bulletins.insert(draft);
    int sent =
        request.units() == null
            ? bulletins.sendTo(draft.id(), cohort(request, campaign, office))
            : bulletins.sendTo(
                draft.id(), units.in(office.path(), "outside-office", request.units()));
    if (sent == 0) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/rule", "nobody");
    }
    return told(draft.id());
  }

  /** To the unit and to those above it, up to the office. */
  Bulletin send(KnownFindings.Known finding, SendFindingBulletin request) {
    var office = places.find(finding.office()).orElseThrow();
    var text = finding.description() == null ? finding.title() : finding.description();
    var draft =
        new Bulletins.Draft(
            request.id() == null ? Ids.next() : request.id(),
            finding.campaign(),
            office.id(),
            finding.round(),
            finding.id(),
            request.title() == null ? finding.title() : request.title(),
            request.text() == null ? text : request.text(),
            request.answerDueOn());
    bulletins.insert(draft);
    if (bulletins.sendTo(draft.id(), bulletins.upTo(office.path(), finding.unitPath())) == 0) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, finding.unit());
    }
    return told(draft.id());
  }

  private Campaign named(UUID id) {
    try {
      return campaigns.kept(id.toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference("/campaign");
    }
  }

  private UUID round(SendBulletin request, Campaign campaign) {
    if (request.round() == null) {
      return null;
    }
    KnownRounds.Known round;
    try {
      round = rounds.kept(request.round().toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference("/round");
    }
    if (!round.campaign().equals(campaign.id())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/round", "of-another-campaign");
    }
    // a bulletin would tell of it
    if (!round.isPublic()) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/round", "not-started");
    }
    return round.id();
  }

  private String text(SendBulletin request) {
    if (request.text() != null) {
      return request.text();
    }
    return (request.round() == null
            ? Optional.<String>empty()
            : bulletins.foundIn(request.round(), LONGEST))
        .orElseThrow(() -> new Refusal(ErrorCode.RULE_BROKEN).at("/text", "required"));
  }

  private Cohort cohort(SendBulletin request, Campaign campaign, Place office) {
    var ruled = cohorts.of(campaign, null, request.rule(), cohorts.part(campaign, request.rule()));
    var within = new ArrayList<>(ruled.within());
    within.add(new Subtree(office.path()));
    return new Cohort(null, within, ruled.kinds(), ruled.tiers(), ruled.sectors(), ruled.set());
  }

  private Bulletin told(UUID id) {
    var bulletin = bulletins.find(id);
    bulletin.requireAnswersToCome();
    owing.begin(bulletin);
    changes.fire(bulletin.sent(bulletins.recipientPaths(id, MOST_TOLD)));
    return bulletin;
  }
}
