package qingdan.access;

/** A unit and all below it, as a range of paths: {@code 0} follows {@code /} in ASCII. */
public record Subtree(String path) {

  public boolean contains(String other) {
    return other.startsWith(path);
  }

  /** The first text behind every path of the subtree. */
  public String end() {
    return path.substring(0, path.length() - 1) + '0';
  }
}
