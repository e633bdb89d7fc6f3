package qingdan.problem;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import qingdan.shared.Labelled;

/** The page is drawn by hand from what this prints when it differs. */
class TheLifeOfAProblemIsDrawnTrueTest {

  private static final Path PAGE = Path.of("docs", "life-of-a-problem.md");

  /** One line of a table: where it begins when it begins a life is nowhere. */
  private record Line(
      Labelled move, String path, List<String> from, String to, Who who, boolean changesNothing) {

    private static Line of(Move move) {
      return new Line(
          move,
          move.path(),
          names(move.from()),
          move.to().code(),
          move.who(),
          move.to() == Move.To.SAME);
    }

    private static Line of(ListMove move) {
      return new Line(move, move.path(), names(move.from()), move.to().name(), move.who(), false);
    }

    private static List<String> names(List<? extends Enum<?>> states) {
      return states.stream().map(Enum::name).toList();
    }

    /** What is not drawn: steps that leave a problem, or a draft, where it is. */
    private Stream<String> arrows() {
      return changesNothing
          ? Stream.of()
          : (from.isEmpty() ? Stream.of("[*]") : from.stream())
              .filter(state -> !state.equals(to))
              .map(state -> state + " --> " + to);
    }

    private String row() {
      var starts = from.isEmpty() ? "–" : String.join(", ", from);
      var ends =
          switch (to) {
            case "SAME" -> "as it was";
            case "BEFORE" -> "the one before";
            default -> to;
          };
      return "| %s %s | %s | %s | %s | %s %s |"
          .formatted(
              move.english(),
              move.chinese(),
              starts,
              path == null ? "–" : "`/" + path + "`",
              ends,
              who.english(),
              who.chinese());
    }
  }

  @Test
  void ofLists() throws IOException {
    var lines = Stream.of(ListMove.values()).map(Line::of).toList();
    assertThat(marked("lists"))
        .isEqualTo(drawn(ListStatus.values(), List.of(), List.of("CLOSED"), lines));
  }

  @Test
  void ofProblems() throws IOException {
    var lines = Stream.of(Move.values()).map(Line::of).toList();
    var ends =
        Stream.of(ProblemStatus.values()).filter(ProblemStatus::isFinal).map(Enum::name).toList();
    assertThat(marked("problems"))
        .isEqualTo(
            drawn(
                ProblemStatus.values(),
                List.of("  state \"where it stood before 原状态\" as BEFORE"),
                ends,
                lines));
  }

  private static String drawn(
      Labelled[] states, List<String> more, List<String> ends, List<Line> lines) {
    var text = new ArrayList<String>();
    text.add("```mermaid");
    text.add("stateDiagram-v2");
    for (var state : states) {
      text.add("  state \"%s %s\" as %s".formatted(state.english(), state.chinese(), state.name()));
    }
    text.addAll(more);
    arrows(lines).forEach((arrow, moves) -> text.add("  " + arrow + ": " + moves));
    ends.forEach(end -> text.add("  " + end + " --> [*]"));
    text.add("```");
    text.add("");
    text.add("| Move | From | Sub-resource | To | By |");
    text.add("|---|---|---|---|---|");
    lines.forEach(line -> text.add(line.row()));
    return String.join("\n", text);
  }

  /** Moves along the same way share an arrow. */
  private static LinkedHashMap<String, String> arrows(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> line.arrows().map(arrow -> List.of(arrow, name(line.move()))))
        .collect(
            groupingBy(
                pair -> pair.get(0),
                LinkedHashMap::new,
                java.util.stream.Collectors.mapping(pair -> pair.get(1), joining(" / "))));
  }

  private static String name(Labelled move) {
    return move.english().toLowerCase(Locale.ROOT) + " " + move.chinese();
  }

  private static String marked(String section) throws IOException {
    var page = Files.readString(PAGE);
    var begin = "<!-- " + section + ": begin -->\n";
    var end = "\n<!-- " + section + ": end -->";
    assertThat(page).contains(begin, end);
    return page.substring(page.indexOf(begin) + begin.length(), page.indexOf(end));
  }
}
