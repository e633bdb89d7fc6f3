package qingdan.obligation;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * Where those are listed who are missing in a part of a subtree.
 *
 * @param past the day that is asked for; null: today
 */
record MissingLists(Subject subject, LocalDate past) {

  String below(UUID unit) {
    return switch (subject.kind()) {
      case MILESTONE ->
          "/api/v1/milestones/%s/coverage/missing?unit=%s%s"
              .formatted(subject.id(), unit, past == null ? "" : "&asOf=" + past);
      case VISIT -> today("visit-plans/%s/units", unit);
      case NOTE -> today("guidance-notes/%s/receipts", unit);
      default -> null;
    };
  }

  /** Of past days there is no such list. */
  private String today(String list, UUID unit) {
    return past == null
        ? "/api/v1/%s?unit=%s&state=missing".formatted(list.formatted(subject.id()), unit)
        : null;
  }

  String of(Coverage.Part part, UUID over, CoverageQuery.By by) {
    if (part.unit() != null) {
      return part.alone() ? null : below(part.unit());
    }
    return subject.kind() == ObligationKind.MILESTONE && part.value() != null
        ? below(over) + "&" + by.name().toLowerCase(Locale.ROOT) + "=" + part.value()
        : null;
  }
}
