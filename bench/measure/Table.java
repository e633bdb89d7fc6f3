import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What is told, on the screen and in the file, line by line: a run that ends early keeps it. */
final class Table {

  private final Path file;

  Table(Path file) throws IOException {
    this.file = file;
    Files.writeString(file, "");
  }

  void head(String... columns) throws IOException {
    say("");
    say("| " + String.join(" | ", columns) + " |");
    say("|" + "---|".repeat(columns.length));
  }

  void row(String format, Object... values) throws IOException {
    say(String.format(Locale.ROOT, "| " + format + " |", values));
  }

  void say(String line) throws IOException {
    System.out.println(line);
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
  }
}
