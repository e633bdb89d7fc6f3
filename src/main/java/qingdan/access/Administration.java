package qingdan.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;

/**
 * What an administrator may lay hands on: units of its subtrees, and accounts that reach nowhere
 * beyond them.
 */
@ApplicationScoped
class Administration {

  private final Caller caller;
  private final Places places;
  private final Accounts accounts;
  private final Grants grants;

  Administration(Caller caller, Places places, Accounts accounts, Grants grants) {
    this.caller = caller;
    this.places = places;
    this.accounts = accounts;
    this.grants = grants;
  }

  /** The subtrees that the caller administers, or the one that a filter names. */
  List<Subtree> scope(String unit) {
    if (unit == null) {
      return caller.where(Role.ADMIN);
    }
    var place = places.visible(unit);
    caller.require(Role.ADMIN, place.path());
    return List.of(new Subtree(place.path()));
  }

  /** The open place that a body names, or null for everywhere; the caller is ADMIN there. */
  Place place(String pointer, String reference) {
    if (reference == null) {
      caller.requireEverywhere(Role.ADMIN);
      return null;
    }
    var place = places.named(pointer, reference);
    caller.require(Role.ADMIN, place.path());
    if (!places.staysOpen(place.id())) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, reference);
    }
    return place;
  }

  static String path(Place place) {
    return place == null ? Place.EVERYWHERE : place.path();
  }

  /** An account of a unit that the caller administers; any other does not exist for it. */
  Account account(String id) {
    return account(id, accounts::find);
  }

  /** The same, which nobody else changes until the transaction ends. */
  Account accountToChange(String id) {
    return account(id, accounts::locked);
  }

  private Account account(String id, Function<UUID, Optional<Account>> find) {
    return Optional.ofNullable(Ids.parse(id))
        .flatMap(find)
        .filter(account -> caller.is(Role.ADMIN, home(account)))
        .orElseThrow(Refusal::notFound);
  }

  /**
   * Whoever sets the password of an account can act for it: an administrator may not do that to one
   * that may do more than the administrator can give.
   */
  void requireReach(Account account) {
    for (var path : grants.pathsOf(account.id())) {
      if (!caller.is(Role.ADMIN, path)) {
        throw new Refusal(ErrorCode.GRANT_OUT_OF_REACH);
      }
    }
  }

  String home(Account account) {
    return path(account.unitId());
  }

  String path(UUID unit) {
    return unit == null ? Place.EVERYWHERE : places.find(unit).orElseThrow().path();
  }
}
