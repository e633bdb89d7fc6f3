package qingdan.problem;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What must hold in the tables after any moves of problems and lists. */
final class RulesOfTables {

  /** Each finds what breaks a rule. */
  private static final Map<String, String> BROKEN =
      Map.ofEntries(
          Map.entry(
              "what is claimed waits for an open root of its holder",
              """
              select p.id from problem p left join problem r on r.id = p.root_id
              where p.status = 'CLAIMED' and (r.id is null or r.closed_at is not null or r.status = 'REPORTED'
                  or r.unit_id is distinct from p.holder_id)
              """),
          Map.entry(
              "roots make no circle",
              """
              with recursive chain as (
                  select id as start, root_id as at from problem where root_id is not null
                  union
                  select c.start, p.root_id from chain c join problem p on p.id = c.at where p.root_id is not null
              )
              select start from chain where start = at
              """),
          Map.entry(
              "a holder has a root, and a root a holder",
              "select id from problem where (root_id is null) <> (holder_id is null) or (root_id is null) <> (claimed_at is null)"),
          Map.entry(
              "what was resolved by its own plan has no open measure",
              """
              select p.id from problem p join problem_measure m on m.problem_id = p.id
              where p.status = 'RESOLVED' and p.root_id is null and m.state = 'OPEN'
              """),
          Map.entry(
              "a closed list has nothing unfinished",
              """
              select p.id from problem p join problem_list l on l.id = p.list_id
              where l.status = 'CLOSED' and p.closed_at is null
              """),
          Map.entry(
              "an approved list has nothing reported but what came later",
              """
              select p.id from problem p join problem_list l on l.id = p.list_id
              where l.status = 'APPROVED' and p.status = 'REPORTED' and p.reported_at <= l.approved_at
              """),
          Map.entry(
              "before its list is approved nothing is rectified but what was found from above, and roots",
              """
              select p.id from problem p join problem_list l on l.id = p.list_id
              where not p.finding and p.status not in ('REPORTED', 'DISMISSED') and l.status not in ('APPROVED', 'CLOSED')
                  and not exists (select from change c where c.entity_id = p.id and c.type = 'problem.rooted')
              """),
          Map.entry(
              "a version is one change",
              """
              select p.id from problem p
              where p.version <> (select count(*) from change c where c.entity_id = p.id and c.entity = 'problem')
              union all
              select l.id from problem_list l
              where l.version <> (select count(*) from change c where c.entity_id = l.id and c.entity = 'problemList')
              """),
          Map.entry(
              "the state before is kept while it is asked for or held, and no longer",
              """
              select id from problem
              where (status in ('ESCALATED', 'CLAIMED'))
                  <> coalesce(status_before in ('CONFIRMED', 'PLANNED', 'IN_PROGRESS'), false)
                or (status not in ('ESCALATED', 'CLAIMED') and status_before is not null)
              """),
          Map.entry(
              "what was asked is told whole",
              """
              select id from problem
              where num_nulls(escalated_to_id, escalated_from_id, escalated_at, escalation_ground, escalation_reason)
                  not in (0, 5)
                or (extension_to is not null) <> (extension_reason is not null)
                or (extension_to is not null) <> (extension_by is not null)
              """),
          Map.entry(
              "a later deadline is asked for while it is open and has one",
              """
              select id from problem
              where extension_to is not null
                  and (closed_at is not null or status = 'REPORTED' or deadline = 'infinity')
              """),
          Map.entry(
              "the first deadline is kept",
              """
              select id from problem where (first_deadline is not null) <> (deadline <> 'infinity')
              """),
          Map.entry(
              "who resolved is known of what is resolved or closed, and of nothing else",
              """
              select id from problem
              where (status in ('RESOLVED', 'CLOSED')) <> (resolved_at is not null)
                  or (resolved_at is null) <> (resolved_by is null)
              """),
          Map.entry(
              "what is open was confirmed",
              """
              select id from problem where status not in ('REPORTED', 'DISMISSED') and confirmed_at is null
              """),
          Map.entry(
              "it stands in the county and the province of its unit",
              """
              select p.id from problem p join unit u on u.id = p.unit_id
              where p.county_id is distinct from county_of(u.path) or p.province_id is distinct from province_of(u.path)
              """));

  private RulesOfTables() {}

  /** The rules that something in the campaign breaks, each with what. */
  static List<String> broken(DataSource database, String campaign) throws SQLException {
    var broken = new ArrayList<String>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (var table : List.of("problem", "problem_list")) {
        statement.execute(
            "create temporary view %1$s as select * from public.%1$s where campaign_id = '%2$s'"
                .formatted(table, campaign));
      }
      for (var rule : BROKEN.entrySet()) {
        try (var rows = statement.executeQuery(rule.getValue())) {
          if (rows.next()) {
            broken.add(rule.getKey() + ": " + rows.getString(1));
          }
        }
      }
      connection.rollback();
    }
    return broken;
  }
}
