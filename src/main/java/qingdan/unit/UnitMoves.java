package qingdan.unit;

/**
 * The fact that all that stands below a path is about to stand elsewhere. Fired before any row is
 * locked: whoever has rows that follow takes the locks for them now.
 */
public record UnitMoves(String path) {}
