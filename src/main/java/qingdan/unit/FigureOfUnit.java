package qingdan.unit;

import java.util.List;

/** A figure of a unit beside what its children count, with its place in a list of units. */
public record FigureOfUnit(DirectoryEntry unit, String path, UnitFiguresView.Line line) {

  static FigureOfUnit of(Figures.LineRow row, String measure) {
    return new FigureOfUnit(
        new Directory.Row(row.id(), row.code(), row.name(), row.kind(), row.tier()).entry(),
        row.path(),
        UnitFiguresView.Line.of(
            new UnitFiguresView.Row(
                measure,
                row.value(),
                row.day(),
                row.childrenSum(),
                row.childrenReported(),
                row.children())));
  }

  public List<String> key() {
    return List.of(path);
  }
}
