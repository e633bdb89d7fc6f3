import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Measures running services, each over a database of another size, side by side: every reading over
 * HTTP by {@code wrk}, and right after it by {@code pgbench} with the very statements that the
 * service sent for the same requests, which is the ceiling; then moves, imports, and writes with
 * and without the books in turn. What is compared was measured in one run, in alternation; medians
 * are told, and judged by the budgets at the end.
 *
 * <p>Arguments: a folder for scripts, the file to write the table to, and for each size: its name,
 * the port of the service, the port of its database.
 */
class Measure {

  /** Alternations. */
  static final int ROUNDS = Integer.getInteger("rounds", 5);

  /** Of load for each reading, round and side; readings with a budget of throughput get twice. */
  static final int SECONDS = Integer.getInteger("seconds", 1);

  static final int CONNECTIONS = 16;
  private static final Pattern ONLY = Pattern.compile(System.getProperty("only", ".*"));

  static boolean wanted(String name) {
    return ONLY.matcher(name).find();
  }

  public static void main(String... args) throws Exception {
    var folder = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
    var sizes = new ArrayList<Size>();
    for (int i = 2; i < args.length; i += 3) {
      sizes.add(new Size(args[i], Integer.parseInt(args[i + 1]), Integer.parseInt(args[i + 2])));
    }
    var table = new Table(Path.of(args[1]));
    var budgets = new Budgets();
    var drawing = new Drawing();
    try {
      measure(sizes, folder, table, budgets, drawing);
    } finally {
      budgets.tell(table);
      Files.writeString(Path.of(args[1].replaceFirst("[.]md$", ".svg")), drawing.svg());
    }
  }

  private static void measure(
      List<Size> sizes, Path folder, Table table, Budgets budgets, Drawing drawing)
      throws Exception {
    for (var size : sizes) {
      size.analyze();
      new WarmUp(size).run(table);
    }
    new Reads(sizes, folder, table, budgets, drawing).run();
    new Counting(sizes, table, budgets).run();
    for (var size : sizes) {
      size.withoutPageImages();
    }
    try {
      new Moves(sizes, table, budgets).run();
      new Imports(sizes, table).run();
      new Writes(sizes, table, budgets).run();
    } finally {
      for (var size : sizes) {
        size.withPageImages();
      }
    }
  }
}
