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
    UnitKind kind,
    Tier tier,
    Sector sector,
    UnitView.Status status,
    String code,
    String q,
    UUID set,
    Instant asOf,
    UnitSort sort) {

  static UnitFilter children(Subtree scope, UUID parent, Instant asOf, UnitSort sort) {
    return new UnitFilter(
        List.of(scope),
        null,
        parent,
        null,
        null,
        null,
        UnitView.Status.OPEN,
        null,
        null,
        null,
        asOf,
        sort);
  }

  UnitFilter within(List<Subtree> narrower) {
    return new UnitFilter(
        narrower, self, parent, kind, tier, sector, status, code, q, set, asOf, sort);
  }
}
