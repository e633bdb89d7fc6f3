package qingdan.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Subtree;
import qingdan.shared.Days;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.NamedUnits;
import qingdan.unit.UnitKind;

/** The cohorts of batches. That a unit is enrolled once at a time is held by a constraint. */
@ApplicationScoped
class Enrolments {

  @RegisterForReflection
  record Counted(String kind, long units, long added) {}

  private static final String OUTSIDE = "outside-campaign";

  private final Sql sql;
  private final Caller caller;
  private final Places places;
  private final NamedUnits named;
  private final Scope scope;
  private final Clock clock;

  Enrolments(Sql sql, Caller caller, Places places, NamedUnits named, Scope scope, Clock clock) {
    this.sql = sql;
    this.caller = caller;
    this.places = places;
    this.named = named;
    this.scope = scope;
    this.clock = clock;
  }

  List<EnrolmentView.Row> list(
      Batch batch, EnrolmentQuery query, Place unit, List<String> after, int fetch) {
    var statement =
        new Sql.Statement(
            "select u.id, u.code, u.name, u.kind, u.tier, u.path, e.valid_from, e.valid_to, e.reason, e.end_reason ");
    where(statement, batch, query, unit);
    if (after != null) {
      statement.add(" and u.path > ?", after.get(0));
    }
    statement.add(" order by u.path limit ?", fetch);
    return sql.list(EnrolmentView.Row.class, statement);
  }

  long count(Batch batch, EnrolmentQuery query, Place unit) {
    var statement = new Sql.Statement("select 1 ");
    where(statement, batch, query, unit);
    return sql.count(statement);
  }

  private void where(Sql.Statement statement, Batch batch, EnrolmentQuery query, Place unit) {
    statement.add(
        "from unit u join enrolment e on e.unit_id = u.id where e.batch_id = ? and ", batch.id());
    Subtree.within(statement, "u.path", subtrees(batch, unit));
    switch (query.depth()) {
      case SELF -> statement.add(" and u.id = ?", unit.id());
      case CHILDREN -> statement.add(" and u.parent_id = ?", unit.id());
      case SUBTREE -> {}
    }
    var kind = Lists.oneOf("kind", query.kind, UnitKind.class);
    if (kind != null) {
      statement.add(" and u.kind = ?", kind.name());
    }
    var day = Days.parameter("asOf", query.asOf);
    if (day == null) {
      statement.add(" and e.valid_to is null");
    } else {
      Instant at = Days.endOf(day, batch.zone());
      statement.add(" and e.valid_from < ? and (e.valid_to is null or e.valid_to >= ?)", at, at);
    }
  }

  /** What the caller reads of the campaign's tree, or of the unit's part of it. */
  private List<Subtree> subtrees(Batch batch, Place unit) {
    if (unit == null) {
      return scope.readableIn(batch.subtree());
    }
    if (batch.subtree().contains(unit.path())) {
      return List.of(new Subtree(unit.path()));
    }
    return unit.path().length() < batch.topPath().length()
            && batch.topPath().startsWith(unit.path())
        ? List.of(batch.subtree())
        : List.of();
  }

  /** Enrols at once, or tells what it would do. */
  EnrolledView enrol(Batch batch, EnrolUnits request) {
    boolean dryRun = Boolean.TRUE.equals(request.dryRun());
    var statement =
        new Sql.Statement("with chosen as materialized (select u.id, u.kind from unit u where ");
    choose(statement, batch, request);
    statement.add("), ");
    if (dryRun) {
      statement.add(
          """
          added as (
              select c.id as unit_id from chosen c
              where not exists (select from enrolment e where e.batch_id = ? and e.unit_id = c.id and e.valid_to is null)
          )
          """,
          batch.id());
    } else {
      statement.add(
          """
          added as (
              insert into enrolment (batch_id, unit_id, valid_from, reason, enrolled_by)
              select ?, id, ?, cast(? as text), ? from chosen order by id
              on conflict do nothing returning unit_id
          )
          """,
          batch.id(),
          clock.instant(),
          request.reason(),
          caller.accountId());
    }
    statement.add(
        """
        select c.kind, count(*), count(a.unit_id) as added from chosen c left join added a on a.unit_id = c.id
        group by c.kind order by c.kind collate "C"
        """);
    var kinds =
        sql.list(Counted.class, statement).stream()
            .map(
                row ->
                    new EnrolledView.OfKind(
                        UnitKind.valueOf(row.kind()), row.added(), row.units() - row.added()))
            .toList();
    return EnrolledView.of(dryRun, kinds);
  }

  /** Before any row: what units owe follows the cohort; see {@link CampaignLock}. */
  void shareCampaignOf(String batch) {
    var known = Ids.parse(batch);
    if (known != null) {
      sql.one(String.class, CampaignLock.SHARED_BY.formatted("batch"), known);
    }
  }

  /** The units that a body names; null where it gives a rule. */
  List<UUID> named(Batch batch, EnrolUnits request) {
    return request.units() == null ? null : named.in(batch.topPath(), OUTSIDE, request.units());
  }

  private void choose(Sql.Statement statement, Batch batch, EnrolUnits request) {
    if (request.units() != null) {
      var ids = named(batch, request);
      statement.add("u.id = any(?)", (Object) ids.toArray(UUID[]::new));
      return;
    }
    var rule = request.rule();
    statement.add("u.closed_at is null and ");
    Subtree.within(statement, "u.path", List.of(part(batch, rule.unit())));
    anyOf(statement, "u.kind", rule.kinds());
    anyOf(statement, "u.tier", rule.tiers());
    anyOf(statement, "u.sector", rule.sectors());
    if (rule.set() != null) {
      statement.add(" and ");
      Subtree.within(statement, "u.path", List.of(ownerOf(rule.set())));
      statement.add(
          " and u.id in (select unit_id from unit_set_member where set_id = ?)", rule.set());
    }
  }

  private Subtree part(Batch batch, String reference) {
    if (reference == null) {
      return batch.subtree();
    }
    var unit = places.named("/rule/unit", reference);
    if (!batch.subtree().contains(unit.path())) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at("/rule/unit", OUTSIDE);
    }
    return new Subtree(unit.path());
  }

  /** A unit that stands outside the owner's subtree is no member of the set. */
  private Subtree ownerOf(UUID set) {
    return sql.one(
            String.class,
            "select o.path from unit_set s join unit o on o.id = s.owner_id where s.id = ?1",
            set)
        .filter(caller::sees)
        .map(Subtree::new)
        .orElseThrow(() -> Refusal.unknownReference("/rule/set"));
  }

  private static void anyOf(
      Sql.Statement statement, String column, List<? extends Enum<?>> values) {
    if (values != null) {
      statement.add(
          " and " + column + " = any(?)",
          (Object) values.stream().map(Enum::name).toArray(String[]::new));
    }
  }

  boolean withdraw(UUID batch, UUID unit, String reason) {
    return sql.run(
            """
            update enrolment set valid_to = ?3, end_reason = ?4, withdrawn_by = ?5
            where batch_id = ?1 and unit_id = ?2 and valid_to is null
            """,
            batch,
            unit,
            clock.instant(),
            reason,
            caller.accountId())
        > 0;
  }
}
