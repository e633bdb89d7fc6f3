package qingdan.unit;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Subtree;

/** The units of a set, and those that a caller names to become so. */
@ApplicationScoped
class UnitSetMembers {

  private final Units units;
  private final NamedUnits named;

  UnitSetMembers(Units units, NamedUnits named) {
    this.units = units;
    this.named = named;
  }

  List<UnitRow> list(UnitSet set, List<String> after, int fetch) {
    return units.list(filter(set), after, fetch);
  }

  long count(UnitSet set) {
    return units.count(filter(set));
  }

  /** Whoever sees the set sees its owner, and so the whole of the subtree that members stand in. */
  private static UnitFilter filter(UnitSet set) {
    return UnitFilter.members(new Subtree(set.ownerPath()), set.id());
  }

  /** The units that the references name, each in the subtree of the owner. */
  List<UUID> named(UnitSet set, List<String> references) {
    return named.in(set.ownerPath(), "outside-owner", references);
  }
}
