package qingdan.unit;

import java.util.List;
import java.util.stream.Stream;

/**
 * What keeps staged units out of the tree.
 *
 * @param first the first ones
 * @param total how many there are in all
 */
public record StagedFaults(List<StagedFault> first, long total) {

  static StagedFaults of(List<StagedFault> rows, List<StagedFault> places) {
    return new StagedFaults(
        Stream.concat(rows.stream(), places.stream()).toList(), total(rows) + total(places));
  }

  private static long total(List<StagedFault> faults) {
    return faults.isEmpty() ? 0 : faults.get(0).total();
  }
}
