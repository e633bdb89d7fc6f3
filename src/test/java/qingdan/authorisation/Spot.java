package qingdan.authorisation;

import java.util.Locale;

/** Where a unit stands, seen from the unit of a grant. */
enum Spot {
  OWN,
  BELOW,
  ABOVE,
  SIBLING;

  boolean isInScope() {
    return this == OWN || this == BELOW;
  }

  boolean isInLine() {
    return this != SIBLING;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
