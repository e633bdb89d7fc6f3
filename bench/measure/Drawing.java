import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A bar for each reading of the largest size; a line where it ought to reach. */
final class Drawing {

  private static final int ROW = 24;
  private static final int LEFT = 220;
  private static final int WIDTH = 400;

  private record Bar(String name, double ratio, Double budget) {}

  private final List<Bar> bars = new ArrayList<>();

  void bar(String name, double ratio, Double budget) {
    bars.add(new Bar(name, ratio, budget));
  }

  String svg() {
    var svg =
        new StringBuilder(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="8" y="16" font-weight="bold">Throughput of the service, pgbench with the same statements = 1</text>
            """
                .formatted(LEFT + WIDTH + 60, ROW * (bars.size() + 2)));
    int y = ROW + 8;
    for (var bar : bars) {
      svg.append(drawn(bar, y));
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static String drawn(Bar bar, int y) {
    var length = (int) (WIDTH * Math.min(1, bar.ratio()));
    var drawn =
        String.format(
            Locale.ROOT,
            """
            <text x="8" y="%d">%s</text>
            <rect x="%d" y="%d" width="%d" height="16" fill="#2f6f9f"/>
            <text x="%d" y="%d">%.2f</text>
            """,
            y + 14,
            bar.name(),
            LEFT,
            y + 2,
            length,
            LEFT + length + 6,
            y + 14,
            bar.ratio());
    if (bar.budget() == null) {
      return drawn;
    }
    int at = LEFT + (int) (WIDTH * bar.budget());
    return drawn
        + "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#c0392b\" stroke-width=\"2\"/>%n"
            .formatted(at, at, y, y + 20);
  }
}
