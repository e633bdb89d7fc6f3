import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was promised, and whether it was kept where it applies. */
final class Budgets {

  private record Judged(String promise, String where, String measured, String verdict) {}

  private final List<Judged> all = new ArrayList<>();

  void atLeast(String promise, String where, double limit, double measured) {
    judge(promise, where, "at least", limit, measured, measured >= limit);
  }

  void atMost(String promise, String where, double limit, double measured) {
    judge(promise, where, "at most", limit, measured, measured <= limit);
  }

  void unable(String promise, String where, String why) {
    all.add(new Judged(promise, where, "–", why));
  }

  private void judge(
      String promise, String where, String bound, double limit, double measured, boolean met) {
    all.add(
        new Judged(
            promise + ": " + bound + " " + plain(limit),
            where,
            plain(measured),
            met ? "met" : "missed"));
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
  }

  void tell(Table table) throws IOException {
    if (all.isEmpty()) {
      return;
    }
    table.head("Budget", "where", "measured", "verdict");
    for (var judged : all) {
      table.row(
          "%s | %s | %s | %s",
          judged.promise(), judged.where(), judged.measured(), judged.verdict());
    }
    table.say("");
    table.say(
        "Met: %d, missed: %d, not judged: %d."
            .formatted(count("met"), count("missed"), all.size() - count("met") - count("missed")));
  }

  private int count(String verdict) {
    return (int) all.stream().filter(judged -> judged.verdict().equals(verdict)).count();
  }
}
