package qingdan.obligation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.access.Caller;
import qingdan.access.Place;
import qingdan.access.Places;
import qingdan.access.Role;
import qingdan.access.Subtree;
import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/**
 * What the caller sees of what units owe, and may do about it. ADMIN reads units, not the work of
 * units.
 */
@ApplicationScoped
public class Sight {

  private static final Set<Role> READERS = EnumSet.complementOf(EnumSet.of(Role.ADMIN));

  private final Caller caller;
  private final Places places;

  Sight(Caller caller, Places places) {
    this.caller = caller;
    this.places = places;
  }

  /** The subtrees whose work the caller reads, none inside another. */
  public List<Subtree> readable() {
    return caller.where(READERS);
  }

  public boolean reads(String path) {
    return caller.isAny(READERS, path);
  }

  /** 404 for a unit whose work the caller does not read. */
  public Place unit(String reference) {
    return places
        .find(reference)
        .filter(place -> reads(place.path()))
        .orElseThrow(Refusal::notFound);
  }

  /** Named in a body: 422 for a unit whose work the caller does not read. */
  public Place named(String reference) {
    return places
        .find(reference)
        .filter(place -> reads(place.path()))
        .orElseThrow(() -> Refusal.unknownReference("/unit"));
  }

  public void requireReporter(Place unit) {
    caller.require(Role.REPORTER, unit.path());
  }

  /**
   * Whoever confirms stands above the unit; for the campaign's top unit, where nobody does, it is
   * another person than the one who reported.
   */
  public void requireSupervisorAbove(Place unit, String topPath, UUID reportedBy) {
    var top = unit.path().equals(topPath);
    var above = top ? topPath : parent(unit.path());
    if (!caller.is(Role.SUPERVISOR, above)) {
      throw new Refusal(ErrorCode.ROLE_MISSING, Role.SUPERVISOR);
    }
    if (top && caller.accountId().equals(reportedBy)) {
      throw new Refusal(ErrorCode.SAME_PERSON);
    }
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1);
  }

  public UUID account() {
    return caller.accountId();
  }
}
