package qingdan.authorisation;

/** The default of an operation, from which the matrix names exceptions only. */
enum Rule {
  OPEN,
  ACCOUNT,
  LIST,
  SEE,
  WRITE,
  NAME,
  SOMEWHERE,
  EVERYWHERE,
  FOREIGN,
  GATHER,
  MEET,
  LEAD,
  WORK,
  SUPERVISE,
  OFFICE;

  static final int SUCCESS = 200;

  /** Of what ADMIN reads nothing. */
  boolean isOfWork() {
    return this == WORK || this == SUPERVISE;
  }

  /** The status for an account that holds a listed role, another one, or none. */
  int status(boolean listed, boolean holdsAny, Spot spot) {
    return switch (this) {
      case OPEN, ACCOUNT, LIST -> SUCCESS;
      case SEE -> listed && spot.isInScope() ? SUCCESS : 404;
      case WRITE -> holdsAny && spot.isInScope() ? (listed ? SUCCESS : 403) : 404;
      case NAME -> holdsAny && spot.isInScope() ? (listed ? SUCCESS : 403) : 422;
      case SOMEWHERE -> listed ? SUCCESS : 403;
      case EVERYWHERE -> 403;
      case FOREIGN -> 404;
      case GATHER -> SUCCESS;
      case MEET -> listed && spot.isInLine() ? SUCCESS : 404;
      case WORK -> holdsAny && spot.isInScope() ? (listed ? SUCCESS : 403) : 404;
      case SUPERVISE ->
          holdsAny && spot.isInScope() ? (listed && spot == Spot.BELOW ? SUCCESS : 403) : 404;
      case OFFICE -> listed && spot == Spot.OWN ? SUCCESS : 404;
      case LEAD -> holdsAny && spot.isInLine() ? (listed && spot.isInScope() ? SUCCESS : 403) : 404;
    };
  }
}
