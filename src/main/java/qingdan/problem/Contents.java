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

import qingdan.campaign.Categories;
import qingdan.campaign.CategoryField;
import qingdan.shared.Characters;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** What problems say of themselves: as it is kept, and as the campaign lets them say it. */
@ApplicationScoped
class Contents {

  private final Categories categories;
  private final ObjectMapper json;
  private final Sql sql;

  Contents(Categories categories, ObjectMapper json, Sql sql) {
    this.categories = categories;
    this.json = json;
    this.sql = sql;
  }

  @SuppressWarnings("unchecked")
  ProblemContent of(Problem problem) {
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
    refuseFaults(refusal);
  }

  /** As the category has them: every fault is told at once. */
  String fields(UUID campaign, ProblemContent content) {
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
    refuseFaults(refusal);
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

  private static void refuseFaults(Refusal refusal) {
    if (!refusal.faults().isEmpty()) {
      throw refusal;
    }
  }
}
