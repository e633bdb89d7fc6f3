package qingdan.problem;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.campaign.Batches;
import qingdan.campaign.Categories;
import qingdan.campaign.CategoryField;
import qingdan.campaign.Tasks;
import qingdan.shared.Characters;
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
  private final Categories categories;
  private final Places places;
  private final Caller caller;
  private final ObjectMapper json;
  private final Sql sql;

  Reporting(
      Problems problems,
      ProblemLists lists,
      Judgement judgement,
      KnownVisits visits,
      Batches batches,
      Tasks tasks,
      Categories categories,
      Places places,
      Caller caller,
      ObjectMapper json,
      Sql sql) {
    this.problems = problems;
    this.lists = lists;
    this.judgement = judgement;
    this.visits = visits;
    this.batches = batches;
    this.tasks = tasks;
    this.categories = categories;
    this.places = places;
    this.caller = caller;
    this.json = json;
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
            fields(list.campaignId(), request.content()),
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
        fields(list.campaignId(), content),
        true,
        ProblemStatus.CONFIRMED,
        null,
        visit,
        type);
  }

  /** What its own unit says of it, until it is confirmed. */
  Problem edit(Problem problem, ProblemContent content) {
    var list = lists.lock(problem.listId()).orElseThrow();
    var fields = fields(problem.campaignId(), content);
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
    var content = contentOf(old);
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
    var own = contentOf(symptom);
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
            : fields(list.campaignId(), content);
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

  @SuppressWarnings("unchecked")
  ProblemContent contentOf(Problem problem) {
    try {
      return new ProblemContent(
          problem.title(),
          problem.description(),
          problem.manifestation(),
          problem.category(),
          json.readValue(problem.fields(), Map.class),
          Severity.valueOf(problem.severity()),
          Source.valueOf(problem.source()),
          List.of(json.readValue(problem.labels(), String[].class)),
          Ids.text(problem.initiatingId()));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
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

  /** Labels are of the campaign's list. */
  private void requireLabels(UUID campaign, ProblemContent content) {
    if (content.labels().isEmpty()) {
      return;
    }
    var known =
        sql.list(String.class, "select unnest(labels) from campaign where id = ?1", campaign);
    var refusal = new Refusal(ErrorCode.RULE_BROKEN);
    for (int i = 0; i < content.labels().size(); i++) {
      if (!known.contains(content.labels().get(i))) {
        refusal.at("/labels/" + i, "one-of", String.join(", ", known));
      }
    }
    refuse(refusal.faults().isEmpty() ? null : refusal);
  }

  /** As the category has them: every fault is told at once. */
  private String fields(UUID campaign, ProblemContent content) {
    requireLabels(campaign, content);
    var category =
        categories
            .find(campaign, content.category())
            .orElseThrow(() -> Refusal.unknownReference("/category"));
    var refusal = new Refusal(ErrorCode.RULE_BROKEN);
    var unknown = new HashSet<>(content.fields().keySet());
    for (var field : category.fields()) {
      unknown.remove(field.code());
      var value = content.fields().get(field.code());
      if (value == null) {
        if (field.required()) {
          refusal.at("/fields/" + field.code(), "required");
        }
      } else if (!fits(field.type(), value)) {
        refusal.at("/fields/" + field.code(), "type", field.type());
      }
    }
    unknown.forEach(
        name ->
            refusal.at(
                "/fields/" + name,
                "unknown-field",
                category.fields().stream().map(CategoryField::code).toList()));
    refuse(refusal.faults().isEmpty() ? null : refusal);
    try {
      return json.writeValueAsString(normal(content.fields()));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Texts in one form, as all others are. */
  private static Map<String, Object> normal(Map<String, Object> fields) {
    var normal = new TreeMap<String, Object>();
    fields.forEach(
        (name, value) ->
            normal.put(name, value instanceof String text ? Characters.normal(text) : value));
    return normal;
  }

  private static boolean fits(CategoryField.Type type, Object value) {
    return switch (type) {
      case TEXT ->
          value instanceof String text
              && !Characters.isBlank(text)
              && Characters.fault(text) == null
              && text.length() <= 1000;
      case NUMBER ->
          value instanceof Number number
              && Double.isFinite(number.doubleValue())
              && new BigDecimal(number.toString()).abs().compareTo(new BigDecimal("1e15")) <= 0;
      case DATE -> value instanceof String text && isDate(text);
    };
  }

  private static boolean isDate(String text) {
    try {
      return text.length() == 10 && LocalDate.parse(text) != null;
    } catch (DateTimeParseException notADate) {
      return false;
    }
  }
}
