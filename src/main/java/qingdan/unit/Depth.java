package qingdan.unit;

import java.util.Locale;

import qingdan.shared.Refusal;

/** How much of the tree below a unit a list takes. */
public enum Depth {
  SELF,
  CHILDREN,
  SUBTREE;

  public static Depth of(String text) {
    for (var depth : values()) {
      if (depth.label().equals(text)) {
        return depth;
      }
    }
    throw Refusal.parameter("depth", "one-of", "self, children, subtree");
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
