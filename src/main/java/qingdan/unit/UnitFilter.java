package qingdan.unit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import qingdan.access.Subtree;

/** Which units a list holds, and in which order. */
record UnitFilter(
    List<Subtree> scope,
    UUID self,
    UUID parent,
    Traits traits,
    UUID set,
    Instant asOf,
    UnitSort sort) {

  /** What units are in themselves; null where it does not matter. */
  record Traits(
      UnitKind kind, Tier tier, Sector sector, UnitView.Status status, String code, String q) {

    static final Traits ANY = new Traits(null, null, null, null, null, null);
    static final Traits OPEN = open(null, null);

    static Traits open(String code, String q) {
      return new Traits(null, null, null, UnitView.Status.OPEN, code, q);
    }
  }

  static UnitFilter all(Subtree scope, Traits traits) {
    return new UnitFilter(List.of(scope), null, null, traits, null, null, UnitSort.PATH);
  }

  static UnitFilter children(Subtree scope, UUID parent, Instant asOf, UnitSort sort) {
    return new UnitFilter(List.of(scope), null, parent, Traits.OPEN, null, asOf, sort);
  }

  static UnitFilter members(Subtree scope, UUID set) {
    return new UnitFilter(List.of(scope), null, null, Traits.ANY, set, null, UnitSort.PATH);
  }

  UnitFilter within(List<Subtree> narrower) {
    return new UnitFilter(narrower, self, parent, traits, set, asOf, sort);
  }
}
