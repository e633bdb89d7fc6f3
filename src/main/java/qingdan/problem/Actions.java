package qingdan.problem;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;

import qingdan.campaign.Calendars;
import qingdan.shared.Messages;
import qingdan.shared.Refusal;

/** What the caller may do with a problem or a list, judged as it would be if it were done. */
@RequestScoped
class Actions {

  private final Judgement judgement;
  private final Calendars calendars;
  private final HttpHeaders headers;
  private final Clock clock;

  Actions(Judgement judgement, Calendars calendars, HttpHeaders headers, Clock clock) {
    this.judgement = judgement;
    this.calendars = calendars;
    this.headers = headers;
    this.clock = clock;
  }

  ActionsView of(Problem problem) {
    var language = language();
    var today = problem.today(clock);
    return new ActionsView(
        problem.version(),
        today,
        problem.isOverdue(today),
        problem.deadline() == null
            ? null
            : calendars.of(problem.campaignId()).between(today, problem.deadline()),
        Arrays.stream(Move.values())
            .filter(move -> move.path() != null)
            .map(move -> action(move, judgement.refusal(move, problem), language))
            .toList());
  }

  ListActionsView of(ProblemList list) {
    var language = language();
    return new ListActionsView(
        list.version(),
        Arrays.stream(ListMove.values())
            .filter(move -> move != ListMove.CREATE)
            .map(move -> action(move, judgement.refusal(move, list), language))
            .toList());
  }

  private Locale language() {
    return Messages.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
  }

  private static ListActionsView.Action action(ListMove move, Refusal refusal, Locale language) {
    return refusal == null
        ? new ListActionsView.Action(move, move.path(), true, null, null, null)
        : new ListActionsView.Action(
            move,
            move.path(),
            false,
            refusal.code().code(),
            detail(refusal, language),
            lacks(refusal, language));
  }

  private static ActionsView.Action action(Move move, Refusal refusal, Locale language) {
    return refusal == null
        ? new ActionsView.Action(move, move.path(), true, null, null, null)
        : new ActionsView.Action(
            move,
            move.path(),
            false,
            refusal.code().code(),
            detail(refusal, language),
            lacks(refusal, language));
  }

  private static String detail(Refusal refusal, Locale language) {
    return Messages.text(language, refusal.code().code() + ".detail", refusal.arguments());
  }

  private static List<ActionsView.Lack> lacks(Refusal refusal, Locale language) {
    var lacks =
        refusal.faults().stream()
            .map(
                fault ->
                    new ActionsView.Lack(
                        fault.pointer(),
                        Messages.text(language, "rule." + fault.rule(), fault.arguments())))
            .toList();
    return lacks.isEmpty() ? null : lacks;
  }
}
