package qingdan.finding;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.problem.Severity;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** What an inspection or a visit brings along, as it is recorded, sent again and withdrawn. */
@ApplicationScoped
public class NewFindings {

  @RegisterForReflection
  record Row(String title, String description, String category, String fields, String severity) {}

  private final Sql sql;
  private final ObjectMapper json;

  NewFindings(Sql sql, ObjectMapper json) {
    this.sql = sql;
    this.json = json;
  }

  public void insert(FoundOn on, UUID id, List<FoundAtUnit> found) {
    int number = 0;
    for (var given : found) {
      var complete = given.complete();
      sql.run(
          """
          insert into finding (id, %s, number, title, description, category, fields, severity)
          values (?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as jsonb), ?8)
          """
              .formatted(on.column()),
          Ids.next(),
          id,
          ++number,
          complete.title(),
          complete.description(),
          complete.category(),
          written(complete.fields()),
          complete.severity().name());
    }
  }

  /** Whether the very same was found before, whatever became of it. */
  public boolean are(FoundOn on, UUID id, List<FoundAtUnit> found) {
    var kept =
        sql
            .list(
                Row.class,
                "select title, description, category, cast(fields as text), severity from finding where "
                    + on.column()
                    + " = ?1 order by number",
                id)
            .stream()
            .map(
                row ->
                    new FoundAtUnit(
                        row.title(),
                        row.description(),
                        row.category(),
                        fields(row.fields()),
                        Severity.valueOf(row.severity())))
            .toList();
    return kept.equals(found.stream().map(FoundAtUnit::complete).toList());
  }

  /** 409 once one of them is decided; none is before the transaction ends. */
  public void requireWaiting(FoundOn on, UUID id) {
    sql
        .list(
            String.class,
            "select status from finding where "
                + on.column()
                + " = ?1 order by number for no key update",
            id)
        .stream()
        .map(FindingStatus::valueOf)
        .filter(status -> status != FindingStatus.WAITING)
        .findFirst()
        .ifPresent(
            decided -> {
              throw new Refusal(ErrorCode.MOVE_REFUSED, decided, "WITHDRAW", FindingStatus.WAITING);
            });
  }

  String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  Map<String, Object> fields(String written) {
    try {
      return json.readValue(written, new TypeReference<>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
