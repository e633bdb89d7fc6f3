package qingdan.unit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Count;
import qingdan.shared.Lists;
import qingdan.shared.Page;
import qingdan.shared.Sql;

/** What the change log says of one unit. */
@ApplicationScoped
class UnitHistory {

  @RegisterForReflection
  record Entry(
      Long id,
      String type,
      Instant at,
      String before,
      String after,
      UUID actorId,
      String requestId) {}

  private final Sql sql;
  private final ObjectMapper json;

  UnitHistory(Sql sql, ObjectMapper json) {
    this.sql = sql;
    this.json = json;
  }

  Page<ChangeView> of(UUID unit, Lists.Reading reading) {
    var before = reading.after() == null ? Long.MAX_VALUE : Long.parseLong(reading.after().get(0));
    var rows =
        sql.list(
            Entry.class,
            """
            select id, type, at, cast(before as text), cast(after as text), actor_id, request_id from change
            where entity_id = ?1 and entity = 'unit' and id < ?2 order by id desc limit ?3
            """,
            unit,
            before,
            reading.fetch());
    return reading.page(rows, row -> List.of(row.id().toString()), this::view);
  }

  long count(UUID unit) {
    return sql.one(
            Long.class,
            """
            select count(*) from (
                select 1 from change where entity_id = ?1 and entity = 'unit' limit ?2) as counted
            """,
            unit,
            Count.LIMIT + 1)
        .orElseThrow();
  }

  private ChangeView view(Entry row) {
    var before = fields(row.before());
    var after = fields(row.after());
    var fields =
        after.keySet().stream()
            .map(name -> new FieldChange(name, before.get(name), after.get(name)))
            .toList();
    return new ChangeView(row.type(), row.at(), fields, row.actorId(), row.requestId());
  }

  private Map<String, String> fields(String text) {
    try {
      return text == null
          ? Map.of()
          : json.readValue(text, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("the change log holds what is not JSON", broken);
    }
  }

  @Schema(name = "Change", description = "Something that happened.")
  record ChangeView(
      @Schema(description = "What happened.", examples = "unit.renamed", required = true)
          String type,
      @Schema(description = "When.", required = true) Instant at,
      @Schema(description = "The fields that changed.", required = true, maxItems = 100)
          List<FieldChange> fields,
      @Schema(
              description = "The account that did it; null for the service itself.",
              nullable = true,
              required = true)
          UUID actor,
      @Schema(description = "The request that did it.", nullable = true, required = true)
          String requestId) {}

  @Schema(name = "FieldChange", description = "A field as it was and as it became.")
  record FieldChange(
      @Schema(description = "Name of the field.", examples = "name", required = true) String field,
      @Schema(description = "Its value before; null for none.", nullable = true, required = true)
          String before,
      @Schema(description = "Its value after; null for none.", nullable = true, required = true)
          String after) {}
}
