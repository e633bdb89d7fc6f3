package qingdan.unit;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Caller;
import qingdan.access.Places;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Open units as lines of a file. */
@ApplicationScoped
public class UnitLines {

  @RegisterForReflection
  public record Line(
      String code, String name, String kind, String parentCode, String sector, String tier) {}

  /** Lines that were asked for with the right to see them, and are read when they are written. */
  public interface Selected {
    void forEach(Consumer<Line> line);
  }

  private static final int LONGEST_SECONDS = 600;

  private final Units units;
  private final Places places;
  private final Caller caller;
  private final UnitSets sets;
  private final Sql sql;

  UnitLines(Units units, Places places, Caller caller, UnitSets sets, Sql sql) {
    this.units = units;
    this.places = places;
    this.caller = caller;
    this.sets = sets;
    this.sql = sql;
  }

  public Selected select(UnitSelection query) {
    var root =
        query.unit == null
            ? null
            : units.find(places.visible(query.unit).id()).orElseThrow(Refusal::notFound);
    var filter = sets.limited(query.openOf(root, caller.readable()));
    return consumer ->
        QuarkusTransaction.requiringNew()
            .timeout(LONGEST_SECONDS)
            .run(() -> sql.unhurried(() -> write(filter, consumer)));
  }

  private Void write(UnitFilter filter, Consumer<Line> consumer) {
    units.lines(filter, consumer);
    return null;
  }
}
