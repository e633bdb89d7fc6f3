package qingdan.problem;

import java.util.Map;

/** The rules, told a second time: what moves do to what stands, or that they are refused. */
final class Effects {

  private Effects() {}

  static boolean claimed(Map<String, Standing> all, String symptom, String root) {
    all.computeIfPresent(
        symptom,
        (id, was) ->
            was.to("CLAIMED")
                .from(was.is(ProblemStatus.ESCALATED) ? was.before() : was.status())
                .under(root));
    return true;
  }

  static boolean link(Map<String, Standing> all, String root, String symptom) {
    if (!all.get(root).isOpenRoot()
        || !Move.CLAIM.from().contains(ProblemStatus.valueOf(all.get(symptom).status()))) {
      return false;
    }
    all.computeIfPresent(root, (id, was) -> was.to(was.status()).from(was.before()));
    return claimed(all, symptom, root);
  }

  /** Tells what the table of moves does not tell. */
  static boolean apply(Map<String, Standing> all, Move move, String target) {
    var was = all.get(target);
    if (!move.from().contains(ProblemStatus.valueOf(was.status()))
        || move == Move.RESOLVE && was.undone()
        || move == Move.EXTEND && (was.waiting() || !was.planned())
        || (move == Move.APPROVE_EXTENSION || move == Move.REFUSE_EXTENSION) && !was.waiting()) {
      return false;
    }
    var same = was.to(was.status()).from(was.before());
    all.put(
        target,
        switch (move) {
          case PLAN -> was.to("PLANNED").plan();
          case START -> was.to("IN_PROGRESS");
          case PROGRESS -> same.allDone();
          case RESOLVE -> was.to("RESOLVED");
          case RETURN -> was.to(was.planned() ? "IN_PROGRESS" : "CONFIRMED").under(null);
          case CLOSE -> was.to("CLOSED").waiting(false);
          case DISMISS -> was.to("DISMISSED").waiting(false);
          case ESCALATE -> was.to("ESCALATED").from(was.status());
          case WITHDRAW, DECLINE -> was.to(was.before());
          case RELEASE -> was.to(was.before()).under(null);
          case EXTEND -> same.waiting(true);
          case APPROVE_EXTENSION, REFUSE_EXTENSION -> same.waiting(false);
          default -> throw new IllegalArgumentException(move.name());
        });
    if (move == Move.CLOSE || move == Move.DISMISS) {
      all.replaceAll(
          (id, symptom) ->
              target.equals(symptom.root()) && symptom.is(ProblemStatus.CLAIMED)
                  ? move == Move.CLOSE
                      ? symptom.to("RESOLVED")
                      : symptom.to(symptom.before()).under(null)
                  : symptom);
    }
    return true;
  }

  static boolean touched(Map<String, Standing> all, String list, boolean open) {
    if (open) {
      all.computeIfPresent(
          list, (id, was) -> was.to(was.status().equals("RETURNED") ? "DRAFT" : was.status()));
    }
    return open;
  }
}
