package qingdan.contract;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A path of the document; the natural order puts literal segments before templated ones. */
record PathTemplate(Pattern pattern, String rank) implements Comparable<PathTemplate> {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^/}]*}");

  static PathTemplate of(String path) {
    var segments = withoutTrailingSlash(path).split("/");
    var regex = Arrays.stream(segments).map(PathTemplate::regex).collect(Collectors.joining("/"));
    var rank = Arrays.stream(segments).map(PathTemplate::rank).collect(Collectors.joining());
    return new PathTemplate(Pattern.compile(regex), rank);
  }

  boolean matches(String path) {
    return pattern.matcher(withoutTrailingSlash(path)).matches();
  }

  @Override
  public int compareTo(PathTemplate other) {
    return rank.compareTo(other.rank);
  }

  private static String regex(String segment) {
    return Arrays.stream(VARIABLE.split(segment, -1))
        .map(Pattern::quote)
        .collect(Collectors.joining("[^/]+"));
  }

  private static String rank(String segment) {
    if (VARIABLE.matcher(segment).matches()) {
      return "2";
    }
    return VARIABLE.matcher(segment).find() ? "1" : "0";
  }

  private static String withoutTrailingSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
