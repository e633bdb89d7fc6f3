package qingdan.unit;

/**
 * The fact that all that stands below a path is about to stand elsewhere. Fired before any row is
 * locked: whoever has rows that follow takes the locks for them now, and refuses what may not go.
 *
 * @param below the path below which it will stand; the same one where it only changes its kind
 */
public record UnitMoves(String path, String below) {}
