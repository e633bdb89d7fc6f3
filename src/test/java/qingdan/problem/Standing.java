package qingdan.problem;

/** What of a problem or a list decides about moves. */
record Standing(
    String status,
    String before,
    boolean waiting,
    boolean planned,
    boolean undone,
    String root,
    int version) {

  Standing to(String next) {
    return new Standing(next, null, waiting, planned, undone, root, version + 1);
  }

  Standing from(String was) {
    return new Standing(status, was, waiting, planned, undone, root, version);
  }

  Standing under(String other) {
    return new Standing(status, before, waiting, planned, undone, other, version);
  }

  Standing waiting(boolean now) {
    return new Standing(status, before, now, planned, undone, root, version);
  }

  Standing plan() {
    return new Standing(status, before, waiting, true, true, root, version);
  }

  Standing allDone() {
    return new Standing(status, before, waiting, planned, false, root, version);
  }

  boolean is(ProblemStatus other) {
    return status.equals(other.name());
  }

  boolean isOpenRoot() {
    return ProblemStatus.valueOf(status).isOpen();
  }
}
