package qingdan.campaign;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/**
 * Where the caller stands towards what a unit sets for its subtree: it is seen from above, from the
 * unit itself, and from each unit below that it concerns.
 */
@ApplicationScoped
public class Scope {

  private final Caller caller;

  Scope(Caller caller) {
    this.caller = caller;
  }

  public boolean meets(String path) {
    return caller.sees(path) || below(new Subtree(path)).findAny().isPresent();
  }

  /** Adds the condition of {@link #meets}. */
  public void meets(Sql.Statement statement, String column) {
    var readable = caller.readable();
    statement.add("(");
    Subtree.within(statement, column, readable);
    var above = readable.stream().flatMap(subtree -> subtree.above().stream()).distinct();
    statement.add(" or " + column + " = any(?))", (Object) above.toArray(String[]::new));
  }

  /** The part of a subtree that the caller reads. */
  public List<Subtree> readableIn(Subtree bound) {
    return caller.sees(bound.path()) ? List.of(bound) : below(bound).toList();
  }

  private Stream<Subtree> below(Subtree bound) {
    return caller.readable().stream().filter(subtree -> bound.contains(subtree.path()));
  }

  /** 403 unless the caller supervises the unit: that it sees what is asked about is settled. */
  public void requireSupervisor(String path) {
    if (!caller.is(Role.SUPERVISOR, path)) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.SUPERVISOR);
    }
  }
}
