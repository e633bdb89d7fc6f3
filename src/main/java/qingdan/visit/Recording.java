package qingdan.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.campaign.Campaign;
import qingdan.campaign.CampaignLock;
import qingdan.campaign.Campaigns;
import qingdan.contact.Contact;
import qingdan.contact.Contacts;
import qingdan.finding.FoundOn;
import qingdan.finding.NewFindings;
import qingdan.guidance.GuidanceGroups;
import qingdan.shared.Changed;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** How a visit is recorded: once, however often it is sent, and in the books of its plan. */
@ApplicationScoped
class Recording {

  private final Visits visits;
  private final VisitPlans plans;
  private final PlannedUnits planned;
  private final Visitors visitors;
  private final Campaigns campaigns;
  private final GuidanceGroups groups;
  private final Contacts contacts;
  private final NewFindings findings;
  private final Places places;
  private final Sql sql;
  private final Event<Changed> changes;
  private final Clock clock;

  Recording(
      Visits visits,
      VisitPlans plans,
      PlannedUnits planned,
      Visitors visitors,
      Campaigns campaigns,
      GuidanceGroups groups,
      Contacts contacts,
      NewFindings findings,
      Places places,
      Sql sql,
      Event<Changed> changes,
      Clock clock) {
    this.visits = visits;
    this.plans = plans;
    this.planned = planned;
    this.visitors = visitors;
    this.campaigns = campaigns;
    this.groups = groups;
    this.contacts = contacts;
    this.findings = findings;
    this.places = places;
    this.sql = sql;
    this.changes = changes;
    this.clock = clock;
  }

  Visit record(RecordVisit request) {
    var sent = visits.find(request.id());
    if (sent.isPresent()) {
      return same(sent.get(), request);
    }
    sql.one(String.class, CampaignLock.SHARED, request.campaign().toString());
    var campaign = campaigns.named("/campaign", request.campaign());
    var unit =
        places
            .find(request.unit())
            .filter(place -> visitors.reads(place.path()))
            .orElseThrow(() -> Refusal.unknownReference("/unit"));
    var contact = request.contact() == null ? null : contacts.named("/contact", request.contact());
    requireRecorder(request, contact, unit);
    campaign.requireNotClosed();
    judge(request, campaign, unit, contact);
    var plan = request.plan() == null ? null : plan(request.plan(), campaign);
    if (plan != null) {
      planned.hold(plan, unit.id());
    }
    var id = request.id() == null ? Ids.next() : request.id();
    if (!visits.insert(id, unit.id(), request, visitor(request, contact))) {
      return same(visits.find(id).orElseThrow(), request);
    }
    findings.insert(FoundOn.VISIT, id, request.findingsOrNone());
    var visit = visits.find(id).orElseThrow();
    changes.fire(visit.recorded());
    if (plan != null) {
      planned.settle(plan, List.of(unit.id()));
    }
    return visit;
  }

  /** Leaders record their own visits, those of their contact or of their part of a plan. */
  private void requireRecorder(RecordVisit request, Contact contact, Place unit) {
    var isOwn =
        contact != null && visitors.account().equals(contact.accountId())
            || request.plan() != null && visitors.visitsFor(request.plan(), unit.path());
    if (!isOwn) {
      visitors.requireRecorder(unit.path());
    }
  }

  /** What a phone sends again after it was offline. */
  private Visit same(Visit visit, RecordVisit request) {
    var unit = places.find(request.unit()).map(Place::id).orElse(null);
    var isSame =
        visit.recordedBy().equals(visitors.account())
            && !visit.withdrawn()
            && visit.campaignId().equals(request.campaign())
            && visit.unitId().equals(unit)
            && visit.visitedOn().equals(request.visitedOn())
            && isSameVisitor(visit, request)
            && Objects.equals(visit.groupId(), request.group())
            && Objects.equals(visit.contactId(), request.contact())
            && Objects.equals(visit.planId(), request.plan())
            && visit.purpose().equals(request.purpose())
            && Objects.equals(visit.found(), request.found())
            && visit.named().equals(request.problemsOrNone())
            && findings.are(FoundOn.VISIT, visit.id(), request.findingsOrNone());
    if (!isSame) {
      throw new Refusal(ErrorCode.ID_TAKEN);
    }
    return visit;
  }

  /** Whoever is not named was taken from the contact, which may have changed since. */
  private boolean isSameVisitor(Visit visit, RecordVisit request) {
    var fromContact = request.visitor() == null && request.contact() != null;
    if (request.visitor() != null && !request.visitor().equals(visit.visitor())) {
      return false;
    }
    if (request.visitor() == null
        && !fromContact
        && !visitors.account().equals(visit.accountId())) {
      return false;
    }
    return fromContact && request.office() == null
        || Objects.equals(visit.office(), request.office());
  }

  private Visits.Visitor visitor(RecordVisit request, Contact contact) {
    if (request.visitor() != null) {
      return new Visits.Visitor(request.visitor(), request.office(), null);
    }
    if (contact == null) {
      return new Visits.Visitor(visitors.name(), request.office(), visitors.account());
    }
    return new Visits.Visitor(
        contact.leader(),
        request.office() == null ? contact.office() : request.office(),
        contact.accountId());
  }

  private void judge(RecordVisit request, Campaign campaign, Place unit, Contact contact) {
    var broken = new Refusal(ErrorCode.RULE_BROKEN);
    if (!campaign.subtree().contains(unit.path())) {
      broken.at("/unit", "outside-campaign");
    }
    var today = LocalDate.ofInstant(clock.instant(), ZoneId.of(campaign.timeZone()));
    if (request.visitedOn().isAfter(today)) {
      broken.at("/visitedOn", "future");
    }
    if (request.group() != null) {
      judgeGroup(request, campaign, broken);
    }
    if (contact != null) {
      judgeContact(request, contact, unit, broken);
    }
    var problems = request.problemsOrNone();
    if (!problems.isEmpty()) {
      var known = visits.problemsOf(unit.id(), campaign.id(), problems);
      for (int i = 0; i < request.problems().size(); i++) {
        if (!known.contains(request.problems().get(i))) {
          broken.at("/problems/" + i, "problem-of-another-unit");
        }
      }
    }
    if (!broken.faults().isEmpty()) {
      throw broken;
    }
  }

  private void judgeContact(RecordVisit request, Contact contact, Place unit, Refusal broken) {
    if (!contact.campaignId().equals(request.campaign())) {
      broken.at("/contact", "of-another-campaign");
    } else if (!contact.reaches(
        unit.path(), contact.sector() == null ? null : visits.sectorOf(unit.id()))) {
      broken.at("/contact", "contact-elsewhere");
    } else if (!contact.holdsOn(request.visitedOn())) {
      broken.at("/visitedOn", "outside-term");
    }
  }

  private void judgeGroup(RecordVisit request, Campaign campaign, Refusal broken) {
    var group = groups.named("/group", request.group());
    if (!group.campaignId().equals(campaign.id())) {
      broken.at("/group", "of-another-campaign");
    } else if (!visitors.supervises(group.basePath())
        && !groups.holds(group, visitors.account(), request.visitedOn())) {
      broken.at("/group", "not-a-member");
    }
  }

  private VisitPlan plan(UUID id, Campaign campaign) {
    var plan = plans.named("/plan", id);
    if (!plan.campaignId().equals(campaign.id())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/plan", "of-another-campaign");
    }
    return plan;
  }

  /**
   * The plan that the visit counts in, and what its unit owes there, kept; null where it counts in
   * none.
   */
  VisitPlan hold(Visit visit) {
    sql.one(String.class, CampaignLock.SHARED_BY.formatted("visit"), visit.id());
    if (visit.planId() == null) {
      return null;
    }
    var plan = plans.lock(visit.planId()).orElseThrow();
    planned.hold(plan, visit.unitId());
    return plan;
  }

  void withdraw(Visit visit, VisitPlan plan) {
    findings.requireWaiting(FoundOn.VISIT, visit.id());
    visits.withdraw(visit.id());
    changes.fire(visit.withdrawnFact());
    if (plan != null) {
      planned.settle(plan, List.of(visit.unitId()));
    }
  }
}
