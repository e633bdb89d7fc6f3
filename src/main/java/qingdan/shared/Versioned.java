package qingdan.shared;

/** A single resource whose answer carries a strong ETag. */
public interface Versioned {

  int version();

  /**
   * What else the answer shows that others change; it is part of the tag, but no precondition of a
   * write.
   */
  default String etagSuffix() {
    return "";
  }
}
