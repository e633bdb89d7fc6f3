package qingdan.meeting;

import java.util.List;

/** Numbers then and now as bars, drawn in SVG. */
final class BarChart {

  private static final int LABEL = 300;

  /** What a label has room for, in halves of a Chinese character. */
  private static final int ROOM = 38;

  private static final int FIRST_WIDE = 0x2E80;
  private static final int BARS = 20;
  private static final int WIDTH = 420;
  private static final int ROW = 34;
  private static final int BAR = 12;

  /** A pair of bars; before may be none. */
  record Bar(String label, Briefing.Movement value) {}

  private BarChart() {}

  /** The first of the bars, as many as stand on a page. */
  static String of(String title, List<Bar> all) {
    var bars = all.subList(0, Math.min(all.size(), BARS));
    long most =
        bars.stream()
            .mapToLong(
                bar ->
                    Math.max(
                        bar.value().now(), bar.value().before() == null ? 0 : bar.value().before()))
            .max()
            .orElse(0);
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\"><title>%s</title>"
            .formatted(
                LABEL + WIDTH + 60,
                ROW * bars.size() + 4,
                LABEL + WIDTH + 60,
                Html.escaped(title)));
    for (int i = 0; i < bars.size(); i++) {
      var bar = bars.get(i);
      int top = i * ROW + 4;
      svg.append(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
              .formatted(LABEL - 8, top + 17, label(bar.label())));
      if (bar.value().before() != null) {
        svg.append(bar(top, "before", bar.value().before(), most));
      }
      svg.append(bar(top + BAR + 2, "now", bar.value().now(), most));
    }
    return svg.append("</svg>").toString();
  }

  /** One that is too long is cut, and told in full where it is pointed at. */
  private static String label(String text) {
    int halves = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      halves += text.codePointAt(i) < FIRST_WIDE ? 1 : 2;
      if (halves > ROOM) {
        return "<title>%s</title>%s…"
            .formatted(Html.escaped(text), Html.escaped(text.substring(0, i)));
      }
    }
    return Html.escaped(text);
  }

  private static String bar(int top, String kind, long number, long most) {
    long width = most == 0 ? 0 : number * WIDTH / most;
    return "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/><text class=\"number\" x=\"%d\" y=\"%d\">%d</text>"
        .formatted(kind, LABEL, top, width, BAR, LABEL + width + 4, top + BAR - 2, number);
  }
}
