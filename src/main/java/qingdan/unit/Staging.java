package qingdan.unit;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

import qingdan.access.Subtree;
import qingdan.shared.Ids;
import qingdan.shared.Sql;

/** Many units wait here, in a table of the transaction, until the whole of them is known to fit. */
@ApplicationScoped
class Staging {

  private static final String TABLE =
      """
      create temporary table staged_unit (
          line bigint not null, code text not null collate "C", name text not null, kind text not null,
          parent_code text collate "C", sector text, tier text, default_tier text not null, unit_id uuid not null,
          label text not null collate "C", bigrams text[]
      ) on commit drop
      """;

  private static final String COPY =
      """
      copy staged_unit (line, code, name, kind, parent_code, sector, tier, default_tier, unit_id, label, bigrams)
      from stdin (format csv)""";

  private static final String FIRST_OF_EACH =
      """
      create temporary table first_unit on commit drop as
      select distinct on (code) line, code, parent_code from staged_unit order by code, line
      """;

  private final Sql sql;
  private final UnitTree tree;

  Staging(Sql sql, UnitTree tree) {
    this.sql = sql;
    this.tree = tree;
  }

  /** Takes what the source gives, at most so many. */
  void fill(long most, Consumer<Consumer<StagedUnit>> source) {
    long first = QuarkusTransaction.requiringNew().call(() -> tree.reserveLabels(most));
    sql.run(TABLE);
    sql.<Void>work(
        connection -> {
          copy(connection, first, most, source);
          return null;
        });
    sql.run("update staged_unit set bigrams = name_bigrams(name) where bigrams is null");
    sql.run("create index on staged_unit (code)");
    sql.run("create index on staged_unit (parent_code)");
    sql.run("analyze staged_unit");
  }

  private static void copy(
      Connection connection, long firstLabel, long most, Consumer<Consumer<StagedUnit>> source)
      throws SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      var out =
          CsvWriter.builder()
              .build(new OutputStreamWriter(new PGCopyOutputStream(copy), StandardCharsets.UTF_8));
      var label = new long[] {firstLabel};
      source.accept(
          unit -> {
            if (label[0] - firstLabel >= most) {
              throw new IllegalStateException("more units than labels were reserved for");
            }
            out.writeRecord(unit.row(Ids.next().toString(), Long.toString(label[0]++, 36)));
          });
      out.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** What is wrong with the rows, the first ones of each kind by line; empty when all fit. */
  StagedFaults faults(List<Subtree> scope, int limit) {
    var rows = rowFaults(scope, limit);
    // a code that stands twice would double all that lies below it, level by level
    var unique =
        sql.one(
                Integer.class,
                "select 1 from staged_unit group by code having count(*) > 1 limit 1")
            .isEmpty();
    if (!unique) {
      sql.run(FIRST_OF_EACH);
    }
    return StagedFaults.of(rows, placeFaults(unique ? "staged_unit" : "first_unit", limit));
  }

  private List<StagedFault> rowFaults(List<Subtree> scope, int limit) {
    var statement =
        new Sql.Statement(
            """
            with known as (
                select s.line, s.code, s.parent_code, u.id, p.code as stands_below, coalesce(\
            """);
    within(statement, "u.path", scope);
    statement.add(
        """
        , false) as administered,
                    exists (select from unit c where c.code = s.code) as used
                from staged_unit s
                left join unit u on u.code = s.code and u.closed_at is null
                left join unit p on p.id = u.parent_id
            ), fault as (
                select line, 'code' as field, code, 'duplicate' as rule, cast(first as text) as argument
                from (select line, code, first_value(line) over (partition by code order by line) as first from staged_unit) t
                where line <> first
                union all
                select line, 'code', code, 'not-administered', null from known where id is not null and not administered
                union all
                select line, 'code', code, 'closed-code', null from known where id is null and used
                union all
                select line, 'parentCode', code, 'other-parent', coalesce(stands_below, '-') from known
                where administered and stands_below is distinct from parent_code
        """);
    if (scope.stream().noneMatch(subtree -> subtree.path().equals("/"))) {
      statement.add(
          " union all select line, 'parentCode', code, 'root', null from known where id is null and parent_code is null");
    }
    statement.add(
        """
        \sunion all
                select line, 'parentCode', code, 'unknown-parent', null from known k
                where id is null and parent_code is not null
                    and not exists (select from staged_unit s where s.code = k.parent_code)
                    and not exists (select from unit u where u.code = k.parent_code and u.closed_at is null and\s""");
    within(statement, "u.path", scope);
    statement.add(
        """
        )
            )
        select line, field, code, rule, argument, count(*) over () from fault order by line, field limit ?
        """,
        limit);
    return sql.list(StagedFault.class, statement);
  }

  private List<StagedFault> placeFaults(String table, int limit) {
    return sql.list(
        StagedFault.class,
        """
        with recursive reached as (
            select s.line, s.code, 1 + coalesce(length(p.path) - length(replace(p.path, '/', '')) - 1, 0) as depth
            from %1$s s left join unit p on p.code = s.parent_code and p.closed_at is null
            where s.parent_code is null or not exists (select from %1$s x where x.code = s.parent_code)
            union all
            select s.line, s.code, r.depth + 1 from reached r join %1$s s on s.parent_code = r.code
        ), fault as (
            select line, code, 'too-deep' as rule, cast(?1 as text) as argument from reached where depth > ?1
            union all
            select line, code, 'cycle', null from %1$s s where not exists (select from reached r where r.line = s.line)
        )
        select line, 'parentCode', code, rule, argument, count(*) over () from fault order by line limit ?2
        """
            .formatted(table),
        UnitTree.DEEPEST,
        limit);
  }

  static void within(Sql.Statement statement, String column, List<Subtree> scope) {
    statement.add("(false");
    for (var subtree : scope) {
      statement.add(
          " or " + column + " >= ? and " + column + " < ?", subtree.path(), subtree.end());
    }
    statement.add(")");
  }
}
