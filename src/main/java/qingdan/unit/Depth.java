package qingdan.unit;

import java.util.EnumSet;
import java.util.Locale;

import qingdan.shared.ErrorCode;
import qingdan.shared.Lists;
import qingdan.shared.Refusal;

/** How much of the tree below a unit a list takes. */
public enum Depth {
  SELF,
  CHILDREN,
  SUBTREE;

  public static Depth of(String text) {
    return Lists.lowerOneOf("depth", text, EnumSet.allOf(Depth.class));
  }

  /** As a filter of a list asks beside the unit: the whole subtree where nothing is said. */
  public static Depth of(String unit, String depth) {
    if (unit == null && depth != null) {
      throw new Refusal(ErrorCode.UNSUPPORTED_COMBINATION, "depth", "no unit", "unit + depth");
    }
    return depth == null ? SUBTREE : of(depth);
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
