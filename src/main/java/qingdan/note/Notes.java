package qingdan.note;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.campaign.Scope;
import qingdan.obligation.Cohort;
import qingdan.obligation.CohortRule;
import qingdan.obligation.Sight;
import qingdan.obligation.StoredRule;
import qingdan.obligation.Subjects;
import qingdan.shared.Characters;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** The notes that the caller sees: of its units, and those addressed to one of its units. */
@ApplicationScoped
class Notes {

  static final String TABLE = "guidance_note";

  private static final String FROM =
      """
       from guidance_note n join campaign c on c.id = n.campaign_id join unit t on t.id = n.base_id
          left join batch b on b.id = n.batch_id
          %s
      where\s"""
          .formatted(StoredRule.joins("n"));

  private static final String SELECT =
      """
      select n.id, n.version, n.campaign_id, c.status as campaign_status, c.time_zone, n.batch_id, b.status as batch_status,
          n.base_id, t.path as base_path, t.code, t.name as base_name, t.kind, t.tier, n.title, n.text,
          array_to_string(n.focus, chr(10)) as focus, array_to_string(n.audiences, ',') as audiences, n.issued_on,
          n.due_on, %s,
          n.created_at
      """
              .formatted(StoredRule.columns("n"))
          + FROM;

  private final Sql sql;
  private final Subjects subjects;
  private final Scope scope;
  private final Caller caller;
  private final Sight sight;
  private final Places places;
  private final Clock clock;

  Notes(
      Sql sql,
      Subjects subjects,
      Scope scope,
      Caller caller,
      Sight sight,
      Places places,
      Clock clock) {
    this.sql = sql;
    this.subjects = subjects;
    this.scope = scope;
    this.caller = caller;
    this.sight = sight;
    this.places = places;
    this.clock = clock;
  }

  Note visible(String id) {
    var known = Ids.parse(id);
    if (known == null) {
      throw Refusal.notFound();
    }
    var statement = new Sql.Statement(SELECT);
    seen(statement);
    statement.add(" and n.id = ?", known);
    return sql.list(Note.class, statement).stream().findFirst().orElseThrow(Refusal::notFound);
  }

  /** Visible, and kept as it is until the transaction ends. */
  Note kept(String id) {
    subjects.keep(TABLE, Ids.parse(id));
    return visible(id);
  }

  /** Visible, and locked for a change. */
  Note locked(String id) {
    subjects.lock(TABLE, Ids.parse(id));
    return visible(id);
  }

  /** To follow its cohort: one does it at a time. */
  Optional<Note> lock(UUID id) {
    subjects.lock(TABLE, id);
    return sql.one(Note.class, SELECT + "n.id = ?1", id);
  }

  private void seen(Sql.Statement statement) {
    scope.meets(statement, "t.path");
    statement.add(" and (");
    Subtree.within(statement, "t.path", caller.readable());
    statement.add(
        """
        \sor exists (select from unit u join obligation o on o.unit_id = u.id
            where o.subject_id = n.id and o.released_at is null and\s""");
    Subtree.within(statement, "u.path", caller.readable());
    statement.add("))");
  }

  List<Note> list(NoteQuery query, List<String> after, int fetch) {
    var statement = new Sql.Statement(SELECT);
    where(statement, query);
    statement.latestFirst("n.issued_on", "n.id", after, fetch);
    return sql.list(Note.class, statement);
  }

  long count(NoteQuery query) {
    var statement = new Sql.Statement("select 1" + FROM);
    where(statement, query);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, NoteQuery query) {
    seen(statement);
    statement.andEqual("n.campaign_id", Ids.parameter("campaign", query.campaign));
    statement.andEqual("n.batch_id", Ids.parameter("batch", query.batch));
    if (query.base != null) {
      statement.add(" and ");
      Subtree.within(statement, "t.path", List.of(new Subtree(places.visible(query.base).path())));
    }
    var audience = Lists.oneOf("audience", query.audience, Audience.class);
    if (audience != null) {
      statement.add(" and (cardinality(n.audiences) = 0 or ? = any(n.audiences))", audience.name());
    }
    var unread = query.unread();
    if (query.unit != null) {
      statement.add(
          " and exists (select from obligation o where o.subject_id = n.id and o.released_at is null and o.unit_id = ?",
          sight.unit(query.unit).id());
      if (unread != null) {
        statement.add(unread ? " and o.state <> 'DONE'" : " and o.state = 'DONE'");
      }
      statement.add(")");
    }
    if (query.q != null) {
      statement.add(" and position(lower(?) in lower(n.title)) > 0", Characters.normal(query.q));
    }
  }

  List<UUID> of(UUID batch) {
    return subjects.of(TABLE, batch);
  }

  List<UUID> underWay() {
    return subjects.underWay(TABLE);
  }

  List<UUID> underWay(List<UUID> units) {
    return subjects.underWay(TABLE, units);
  }

  LocalDate today(ZoneId zone) {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  void insert(
      UUID id,
      UUID campaign,
      UUID base,
      CreateNote request,
      LocalDate issuedOn,
      Cohort cohort,
      UUID part) {
    sql.run(
        """
        insert into guidance_note (id, campaign_id, batch_id, base_id, title, text, focus, audiences, issued_on, due_on,
            kinds, tiers, sectors, set_id, part_id, created_at)
        values (?1, ?2, cast(?3 as uuid), ?4, ?5, ?6, ?7, ?8, ?9, ?10, string_to_array(?11, ','),
            string_to_array(?12, ','), string_to_array(?13, ','), cast(?14 as uuid), cast(?15 as uuid), ?16)
        """,
        id,
        campaign,
        Ids.text(request.batch()),
        base,
        request.title(),
        request.text(),
        lines(request.focus()),
        words(request.audiences()),
        issuedOn,
        request.dueOn(),
        CohortRule.line(cohort.kinds()),
        CohortRule.line(cohort.tiers()),
        CohortRule.line(cohort.sectors()),
        Ids.text(cohort.set()),
        Ids.text(part),
        clock.instant());
  }

  void update(UUID id, NotePatch fields) {
    sql.run(
        """
        update guidance_note set version = version + 1, title = ?2, text = ?3, focus = ?4, audiences = ?5, due_on = ?6
        where id = ?1
        """,
        id,
        fields.title(),
        fields.text(),
        lines(fields.focus()),
        words(fields.audiences()),
        fields.dueOn());
  }

  private static String[] lines(List<String> focus) {
    return focus == null ? new String[0] : focus.toArray(String[]::new);
  }

  private static String[] words(List<Audience> audiences) {
    return audiences == null
        ? new String[0]
        : audiences.stream().map(Enum::name).distinct().sorted().toArray(String[]::new);
  }
}
