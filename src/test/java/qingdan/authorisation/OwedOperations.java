package qingdan.authorisation;

import static java.util.Map.entry;

import java.util.Map;

import qingdan.authorisation.Operations.Operation;

/** How what units owe is asked for: of the place. */
final class OwedOperations {

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          entry("listOwed", (as, at, scene) -> as.get("/api/v1/obligations?unit=" + at.unit())),
          entry(
              "countOwed",
              (as, at, scene) -> as.get("/api/v1/obligations/count?unit=" + at.unit())));

  private OwedOperations() {}
}
