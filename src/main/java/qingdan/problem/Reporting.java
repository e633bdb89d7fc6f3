package qingdan.problem;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.campaign.Batches;
import qingdan.campaign.Tasks;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** How a problem comes to a list: reported by its unit, found from above, or come back. */
@ApplicationScoped
class Reporting {

  private final Problems problems;
  private final ProblemLists lists;
  private final Judgement judgement;
  private final KnownVisits visits;
  private final Batches batches;
  private final Tasks tasks;
  private final Contents contents;
  private final Places places;
  private final Caller caller;
  private final Sql sql;

  Reporting(
      Problems problems,
      ProblemLists lists,
      Judgement judgement,
      KnownVisits visits,
      Batches batches,
      Tasks tasks,
      Contents contents,
      Places places,
      Caller caller,
      Sql sql) {
    this.problems = problems;
    this.lists = lists;
    this.judgement = judgement;
    this.visits = visits;
    this.batches = batches;
    this.tasks = tasks;
    this.contents = contents;
    this.places = places;
    this.caller = caller;
    this.sql = sql;
  }

  Problem report(ReportProblem request) {
    if ((request.list() == null) == (request.finding() == null)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/list", "one-of-two", "list", "finding");
    }
    return request.list() == null ? acceptFinding(request) : reportTo(request);
  }

  private Problem reportTo(ReportProblem request) {
    var list = named("/list", request.list());
    refuse(judgement.ofRole(Role.REPORTER, list.unitPath()));
    requireNotClosed(list);
    visits.requireFor("/visit", request.visit(), list);
    var inserted =
        insert(
            request.id(),
            list,
            request.content(),
            contents.fields(list.campaignId(), request.content()),
            false,
            ProblemStatus.REPORTED,
            null,
            request.visit(),
            "problem.reported");
    lists.touch(list);
    return inserted;
  }

  private Problem acceptFinding(ReportProblem request) {
    var found = request.finding();
    var list = given("/finding", found.batch(), found.task(), found.unit());
    visits.requireFor("/visit", request.visit(), list);
    return put(request.id(), list, request.content(), request.visit(), "problem.found");
  }

  /** The list on which a unit is given something by its supervising unit; it is made if absent. */
  ProblemList given(String pointer, UUID batchId, UUID task, String unitReference) {
    lists.shareCampaignOf(batchId);
    var batch = batches.named(pointer + "/batch", batchId);
    var unit = places.named(pointer + "/unit", unitReference);
    if (!unit.path().startsWith(batch.topPath())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer + "/unit", "outside-campaign");
    }
    batch.requireOpen();
    judgement.requireSupervision(unit.path(), batch.topPath());
    if (task != null) {
      tasks.requireFor(pointer + "/task", task, batch.campaignId(), unit.path());
    }
    var list = lists.ofUnit(unit, batch.campaignId(), batch.id(), task, caller.accountId());
    requireNotClosed(list);
    return list;
  }

  void requireSupervision(UUID campaign, String unitPath) {
    var top =
        sql.one(
                String.class,
                "select t.path from campaign c join unit t on t.id = c.top_unit_id where c.id = ?1",
                campaign)
            .orElseThrow();
    judgement.requireSupervision(unitPath, top);
  }

  /** Confirmed at once, and not for its unit to change. */
  Problem put(UUID id, ProblemList list, ProblemContent content, UUID visit, String type) {
    return insert(
        id,
        list,
        content,
        contents.fields(list.campaignId(), content),
        true,
        ProblemStatus.CONFIRMED,
        null,
        visit,
        type);
  }

  /** What its own unit says of it, until it is confirmed. */
  Problem edit(Problem problem, ProblemContent content) {
    var list = lists.lock(problem.listId()).orElseThrow();
    var fields = contents.fields(problem.campaignId(), content);
    var initiating = initiating(content);
    var changed =
        problems.edit(problem, content, fields, initiating == null ? null : initiating.id());
    lists.touch(list);
    return changed;
  }

  Problem recur(Problem old, ReportRecurrence request) {
    var list =
        request.list() == null
            ? lists.lock(old.listId()).orElseThrow()
            : named("/list", request.list());
    if (!list.unitId().equals(old.unitId()) || !list.campaignId().equals(old.campaignId())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/list", "list-of-another-unit");
    }
    list = lists.reopened(list);
    var content = contents.of(old);
    var again =
        new ProblemContent(
            content.title(),
            content.description(),
            request.manifestation() == null ? content.manifestation() : request.manifestation(),
            content.category(),
            content.fields(),
            content.severity(),
            content.source(),
            content.labels(),
            content.initiatingOffice());
    var inserted =
        insert(
            request.id(),
            list,
            again,
            old.fields(),
            false,
            ProblemStatus.REPORTED,
            old.id(),
            null,
            "problem.reported");
    lists.touch(list);
    return inserted;
  }

  /** The root of a claimed problem, on the list that the claiming unit has for the same work. */
  Problem root(Problem symptom, Place unit, ClaimProblem request) {
    var task = tasks.holdsFor(symptom.taskId(), unit.path()) ? symptom.taskId() : null;
    var list =
        lists.reopened(
            lists.ofUnit(unit, symptom.campaignId(), symptom.batchId(), task, caller.accountId()));
    var own = contents.of(symptom);
    var content =
        new ProblemContent(
            request.title() == null ? own.title() : request.title(),
            request.description() == null ? own.description() : request.description(),
            own.manifestation(),
            request.category() == null ? own.category() : request.category(),
            request.category() == null && request.fields() == null
                ? own.fields()
                : request.fields(),
            own.severity(),
            Source.SUPERIOR,
            own.labels(),
            null);
    // what is only copied was checked when it was said
    var fields =
        request.category() == null && request.fields() == null
            ? symptom.fields()
            : contents.fields(list.campaignId(), content);
    return insert(
        request.newRoot(),
        list,
        content,
        fields,
        false,
        ProblemStatus.CONFIRMED,
        null,
        null,
        "problem.rooted");
  }

  private Problem insert(
      UUID id,
      ProblemList list,
      ProblemContent content,
      String fields,
      boolean finding,
      ProblemStatus status,
      UUID recurrenceOf,
      UUID visit,
      String type) {
    var initiating = initiating(content);
    if (!places.staysOpen(list.unitId())) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, list.unitId());
    }
    return problems.insert(
        new NewProblem(
            id == null ? Ids.next() : id,
            list.id(),
            content,
            fields,
            initiating == null ? null : initiating.id(),
            finding,
            status,
            recurrenceOf,
            visit,
            caller.accountId()),
        type);
  }

  private ProblemList named(String pointer, UUID id) {
    try {
      return lists.locked(id.toString());
    } catch (Refusal notVisible) {
      throw Refusal.unknownReference(pointer);
    }
  }

  private static void requireNotClosed(ProblemList list) {
    if (list.status() == ListStatus.CLOSED) {
      throw new Refusal(ErrorCode.LIST_CLOSED);
    }
  }

  private Place initiating(ProblemContent content) {
    return content.initiatingOffice() == null
        ? null
        : places
            .find(content.initiatingOffice())
            .orElseThrow(() -> Refusal.unknownReference("/initiatingOffice"));
  }

  private static void refuse(Refusal refusal) {
    if (refusal != null) {
      throw refusal;
    }
  }
}
