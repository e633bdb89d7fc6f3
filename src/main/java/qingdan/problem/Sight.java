package qingdan.problem;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Role;
import qingdan.access.Subtree;

/**
 * What the caller sees: the problems and lists of its subtrees, and each problem that a unit of its
 * subtrees has a part in. ADMIN reads units, not the work of units.
 */
@ApplicationScoped
public class Sight {

  private static final Set<Role> READERS = EnumSet.complementOf(EnumSet.of(Role.ADMIN));

  private final Caller caller;

  Sight(Caller caller) {
    this.caller = caller;
  }

  boolean sees(Problem problem) {
    return problem.paths().stream().anyMatch(this::reads);
  }

  boolean sees(ProblemList list) {
    return reads(list.unitPath());
  }

  public boolean reads(String path) {
    return caller.isAny(READERS, path);
  }

  /** The subtrees whose work the caller reads, none inside another. */
  public List<Subtree> readable() {
    return caller.where(READERS);
  }
}
