package qingdan.shared;

/** How the database plans the statements of a transaction. */
public enum Planning {
  /** For the values at hand: a subtree may hold one unit or a million. */
  EACH_TIME("force_custom_plan"),

  /** Once a connection, for whatever values. */
  ONCE("force_generic_plan");

  /** A column of a statement after which the others of the transaction are planned once. */
  public static final String ONCE_AFTERWARDS =
      "(select set_config('plan_cache_mode', '" + ONCE.mode + "', true))";

  private final String mode;

  Planning(String mode) {
    this.mode = mode;
  }

  /** Value of the setting {@code plan_cache_mode}. */
  public String mode() {
    return mode;
  }
}
