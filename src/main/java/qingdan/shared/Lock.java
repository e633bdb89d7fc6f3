package qingdan.shared;

/**
 * Locks of the database that outlast one statement, all in one place, so that none is taken for
 * another. Whoever takes one holds it to the end of the transaction.
 */
public enum Lock {
  /** The structure of the tree. */
  TREE(7_031_001),
  /** The first account of an installation. */
  FIRST_ADMINISTRATOR(7_031_003),
  /** That somebody still administers everything. */
  LAST_ADMINISTRATOR(7_031_004),
  /** Imports follow one another. */
  IMPORTS(7_031_005),
  /** The books are written by one at a time; {@code ledger_lock()} takes the same. */
  LEDGER(7_031_006),
  /** At night the books are verified by one. */
  VERIFICATION(7_031_007),
  /** One for each key of an account: seeds the hash of their names. */
  IDEMPOTENCY_KEY(7031),
  /** One for each account: seeds the hash of its id. */
  PASSWORD(7032),
  /** One for each campaign, held to link a problem to a root: seeds the hash of its id. */
  ROOTS(7033),
  /** One for each campaign, shared by whoever writes to its problems: seeds the hash of its id. */
  PROBLEMS(7034),
  /** One for each campaign, held to number a round of inspections: seeds the hash of its id. */
  ROUNDS(7035),
  /** One for each subject that is owed by days, held to follow them: seeds the hash of its id. */
  OWED_DAYS(7036);

  private final long key;

  Lock(long key) {
    this.key = key;
  }

  public long key() {
    return key;
  }
}
