package qingdan.finding;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import qingdan.access.Caller;
import qingdan.campaign.Scope;
import qingdan.inspection.KnownRounds;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * The checklists that the caller sees: of offices above its units, at them and below, and of those
 * in whose teams it is.
 */
@ApplicationScoped
class Checklists {

  private static final String FROM = " from checklist k join unit o on o.id = k.office_id where ";
  private static final String SELECT =
      """
      select k.id, k.campaign_id, k.office_id, o.code, o.name as office_name, o.kind, o.tier, k.name, k.edition,
          cast(k.items as text), k.created_at
      """
          + FROM;

  private final Sql sql;
  private final Scope scope;
  private final KnownRounds rounds;
  private final Caller caller;
  private final ObjectMapper json;
  private final Clock clock;

  Checklists(
      Sql sql, Scope scope, KnownRounds rounds, Caller caller, ObjectMapper json, Clock clock) {
    this.sql = sql;
    this.scope = scope;
    this.rounds = rounds;
    this.caller = caller;
    this.json = json;
    this.clock = clock;
  }

  Checklist visible(String id) {
    return find(Ids.parse(id)).orElseThrow(Refusal::notFound);
  }

  Checklist named(String pointer, UUID id) {
    return find(id).orElseThrow(() -> Refusal.unknownReference(pointer));
  }

  private Optional<Checklist> find(UUID id) {
    if (id == null) {
      return Optional.empty();
    }
    var statement = new Sql.Statement(SELECT);
    seen(statement);
    statement.add(" and k.id = ?", id);
    return sql.list(Checklist.class, statement).stream().findFirst();
  }

  List<Checklist> list(ChecklistQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    if (after != null) {
      statement.add(" and k.id > ?", UUID.fromString(after.get(0)));
    }
    statement.add(" order by k.id limit ?", fetch);
    return sql.list(Checklist.class, statement);
  }

  long count(ChecklistQuery query) {
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, ChecklistQuery query) {
    seen(statement);
    statement.andEqual("k.campaign_id", Ids.parameter("campaign", query.campaign));
  }

  private void seen(Sql.Statement statement) {
    statement.add("(");
    scope.meets(statement, "o.path");
    statement.add(" or ");
    rounds.hasTheCallerInATeam(statement, "k.office_id");
    statement.add(")");
  }

  /** Two at a time are one edition: the database refuses the second. */
  void insert(UUID id, UUID office, CreateChecklist request) {
    sql.run(
        """
        insert into checklist (id, campaign_id, office_id, name, edition, items, created_at, created_by)
        select ?1, ?2, ?3, ?4, coalesce(max(edition), 0) + 1, cast(?5 as jsonb), ?6, ?7 from checklist
        where campaign_id = ?2 and office_id = ?3 and name = ?4
        """,
        id,
        request.campaign(),
        office,
        request.name(),
        written(request.items()),
        clock.instant(),
        caller.accountId());
  }

  List<ChecklistItem> items(Checklist checklist) {
    try {
      return json.readValue(checklist.items(), new TypeReference<>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException(unwritable);
    }
  }

  ChecklistView view(Checklist checklist) {
    return new ChecklistView(
        checklist.id(),
        checklist.campaignId(),
        checklist.office(),
        checklist.name(),
        checklist.edition(),
        items(checklist),
        checklist.createdAt());
  }
}
