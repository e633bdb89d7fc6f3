import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The middle one, the greater of two. */
final class Median {

  private Median() {}

  static double of(Collection<Double> all) {
    return of(all, value -> value);
  }

  static <T> double of(Collection<T> all, ToDoubleFunction<T> what) {
    var sorted = all.stream().mapToDouble(what).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
