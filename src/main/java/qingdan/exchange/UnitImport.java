package qingdan.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.HeldRoles;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.job.JobRun;
import qingdan.job.JobRun.Step;
import qingdan.job.JobWork;
import qingdan.shared.Characters;
import qingdan.shared.ErrorCode;
import qingdan.shared.Lock;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;
import qingdan.unit.Sector;
import qingdan.unit.StagedFault;
import qingdan.unit.StagedUnit;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;
import qingdan.unit.UnitMerge;

/** Units from a file: read line by line, checked as a whole, merged as a whole or not at all. */
@ApplicationScoped
class UnitImport implements JobWork {

  static final String TYPE = "UNIT_IMPORT";
  static final String CHARSET = "charset";
  static final String SECTORS = "sectors";

  private static final int SHOWN = 1000;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String REPLACED = "\uFFFD";

  private final UnitMerge units;
  private final HeldRoles roles;
  private final Sql sql;

  UnitImport(UnitMerge units, HeldRoles roles, Sql sql) {
    this.units = units;
    this.roles = roles;
    this.sql = sql;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Map<String, Long> run(JobRun run) {
    // two that overlap would wait for each other's rows in circles
    sql.lock(Lock.IMPORTS);
    var scope = roles.where(run.account(), Role.ADMIN);
    if (scope.isEmpty()) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.ADMIN);
    }
    run.progress(Step.READING, 0);
    units.stage(run.rows() + 1, to -> read(run, to));
    run.progress(Step.CHECKING, 0);
    var faults = units.faults(scope, SHOWN);
    report(run, faults.first());
    run.reportMore(faults.total() - faults.first().size());
    return run.hasErrors() ? Map.of() : merge(run, scope);
  }

  private Map<String, Long> merge(JobRun run, List<Subtree> scope) {
    var sectors = Boolean.parseBoolean(run.parameters().get(SECTORS));
    var outcome =
        run.dryRun()
            ? units.foreseen(sectors)
            : units.merge(
                sectors,
                scope,
                run.account(),
                run.requestId(),
                done -> run.progress(Step.WRITING, done),
                fault -> report(run, List.of(fault)));
    return Map.of(
        "created", outcome.created(),
        "changed", outcome.changed(),
        "unchanged", outcome.unchanged());
  }

  private static void report(JobRun run, List<StagedFault> faults) {
    for (var fault : faults) {
      if (run.hasErrorAt(fault.line(), fault.column())) {
        continue;
      }
      var arguments = fault.argument() == null ? new Object[0] : new Object[] {fault.argument()};
      run.report(fault.line(), fault.column(), fault.code(), fault.rule(), arguments);
    }
  }

  private void read(JobRun run, Consumer<StagedUnit> to) {
    var charset = run.parameters().get(CHARSET);
    try (var file = new GZIPInputStream(run.input(), 1 << 16)) {
      UnitCsv.read(
          file,
          charset,
          (line, n) -> {
            run.progress(Step.READING, n);
            stage(run, line, charset, to);
          });
    } catch (UnitCsv.BrokenCsv broken) {
      run.report(broken.line(), UnitCsv.CODE, null, "quotes");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * A row whose code can be read is staged in spite of other faults, so that those below it are not
   * told that they have no parent.
   */
  private static void stage(
      JobRun run, UnitCsv.Line line, String charset, Consumer<StagedUnit> to) {
    if (!line.isComplete()) {
      run.report(line.number(), UnitCsv.CODE, null, "fields", line.columns().size());
      return;
    }
    var row = new Row(run, line, charset);
    var code = row.code(UnitCsv.CODE, true);
    var unit =
        new StagedUnit(
            line.number(),
            code,
            row.name(),
            row.oneOf(UnitCsv.KIND, UnitKind.class, UnitKind.OTHER),
            row.code(UnitCsv.PARENT, false),
            row.oneOf(UnitCsv.SECTOR, Sector.class, null),
            row.oneOf(UnitCsv.TIER, Tier.class, null));
    if (code != null) {
      to.accept(unit);
    }
  }

  /** The fields of one line, each looked at by its rules. */
  private record Row(JobRun run, UnitCsv.Line line, String charset) {

    String code(String column, boolean required) {
      var text = bare(column);
      if (text == null) {
        if (required) {
          fault(column, "blank");
        }
        return null;
      }
      if (!CODE.matcher(text).matches()) {
        fault(
            column,
            text.length() > 64 ? "size" : "pattern",
            text.length() > 64 ? new Object[] {1, 64} : new Object[] {CODE});
        return null;
      }
      return text;
    }

    String name() {
      var text = field(UnitCsv.NAME);
      if (text == null || Characters.isBlank(text)) {
        fault(UnitCsv.NAME, "blank");
        return "-";
      }
      var name = Characters.normal(text);
      if (!Characters.isOneLine(name)) {
        fault(UnitCsv.NAME, "one-line");
      }
      if (name.length() > 200) {
        fault(UnitCsv.NAME, "size", 1, 200);
      }
      return name;
    }

    <E extends Enum<E>> E oneOf(String column, Class<E> type, E otherwise) {
      var text = bare(column);
      if (text == null) {
        if (column.equals(UnitCsv.KIND)) {
          fault(column, "blank");
        }
        return otherwise;
      }
      var constants = type.getEnumConstants();
      for (var constant : constants) {
        if (constant.name().equals(text)) {
          return constant;
        }
      }
      fault(column, "one-of", String.join(", ", Arrays.stream(constants).map(Enum::name).toList()));
      return otherwise;
    }

    /** Spreadsheets pad words and codes; no blank belongs to one. */
    private String bare(String column) {
      var text = field(column);
      return text == null || text.isBlank() ? null : text.strip();
    }

    private String field(String column) {
      var raw = line.get(column);
      var text = raw == null ? null : Formulas.bare(raw);
      if (text != null && text.contains(REPLACED)) {
        fault(column, "encoding", charset);
      } else if (text != null && Characters.fault(text) != null) {
        fault(column, Characters.fault(text));
        return "-";
      }
      return text;
    }

    private void fault(String column, String rule, Object... arguments) {
      run.report(line.number(), column, line.get(UnitCsv.CODE), rule, arguments);
    }
  }
}
