package qingdan.statistics;

import qingdan.ledger.Dimension;

/** Into which parts a statistic falls, and by which dimension of the books it is read. */
enum By {
  ALL(Dimension.NONE),
  CHILD(Dimension.NONE),
  KIND(Dimension.KIND),
  SECTOR(Dimension.SECTOR),
  STATUS(Dimension.NONE),
  CATEGORY(Dimension.CATEGORY),
  TASK(Dimension.TASK),
  ORIGIN(Dimension.TASK),
  BATCH(Dimension.NONE),
  RESPONSIBLE(Dimension.NONE),
  LEAD(Dimension.TASK),
  DAY(Dimension.NONE),
  MONTH(Dimension.NONE);

  private final Dimension dimension;

  By(Dimension dimension) {
    this.dimension = dimension;
  }

  Dimension dimension() {
    return dimension;
  }

  /** Parts of a sum, rather than the same sum at other times or in other words. */
  boolean isByValue() {
    return dimension != Dimension.NONE;
  }

  boolean isSeries() {
    return this == DAY || this == MONTH;
  }
}
