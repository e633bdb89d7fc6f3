package qingdan.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.unit.StagedUnit;
import qingdan.unit.UnitKind;
import qingdan.unit.UnitMerge;

/** A file of units that comes with the service: known to be in order, merged without a job. */
@ApplicationScoped
public class UnitFile {

  private static final long MOST = 100_000;

  private final UnitMerge units;

  UnitFile(UnitMerge units) {
    this.units = units;
  }

  /** In the transaction at hand. */
  public UnitMerge.Outcome merge(InputStream file) {
    units.stage(
        MOST,
        to -> {
          try {
            UnitCsv.read(file, "UTF-8", (line, n) -> to.accept(unit(line)));
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
        });
    return units.mergeOwn();
  }

  private static StagedUnit unit(UnitCsv.Line line) {
    return new StagedUnit(
        line.number(),
        line.get(UnitCsv.CODE),
        line.get(UnitCsv.NAME),
        UnitKind.valueOf(line.get(UnitCsv.KIND)),
        line.get(UnitCsv.PARENT),
        null,
        null);
  }
}
