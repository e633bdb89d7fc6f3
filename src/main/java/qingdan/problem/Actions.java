package qingdan.problem;

import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;

import qingdan.campaign.Calendars;
import qingdan.shared.Messages;
import qingdan.shared.Refusal;

/** What the caller may do with a problem today, judged as it would be if it were done. */
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
    var language = Messages.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
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

  private static ActionsView.Action action(Move move, Refusal refusal, Locale language) {
    if (refusal == null) {
      return new ActionsView.Action(move, move.path(), true, null, null, null);
    }
    var code = refusal.code().code();
    var lacks =
        refusal.faults().stream()
            .map(
                fault ->
                    new ActionsView.Lack(
                        fault.pointer(),
                        Messages.text(language, "rule." + fault.rule(), fault.arguments())))
            .toList();
    return new ActionsView.Action(
        move,
        move.path(),
        false,
        code,
        Messages.text(language, code + ".detail", refusal.arguments()),
        lacks.isEmpty() ? null : lacks);
  }
}
