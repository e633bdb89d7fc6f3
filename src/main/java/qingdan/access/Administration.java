package qingdan.access;

import jakarta.enterprise.context.ApplicationScoped;

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

  Administration(Caller caller, Places places, Accounts accounts) {
    this.caller = caller;
    this.places = places;
    this.accounts = accounts;
  }

  /** The place that a body names, or null for everywhere; the caller is ADMIN there. */
  Place place(String pointer, String reference) {
    if (reference == null) {
      caller.requireEverywhere(Role.ADMIN);
      return null;
    }
    var place = places.named(pointer, reference);
    caller.require(Role.ADMIN, place.path());
    return place;
  }

  static String path(Place place) {
    return place == null ? Place.EVERYWHERE : place.path();
  }

  /** An account of a unit that the caller administers; any other does not exist for it. */
  Account account(String id) {
    var known = Ids.parse(id);
    var account = known == null ? null : accounts.findById(known);
    if (account == null || !caller.is(Role.ADMIN, home(account))) {
      throw Refusal.notFound();
    }
    return account;
  }

  private String home(Account account) {
    return account.unitId() == null
        ? Place.EVERYWHERE
        : places.find(account.unitId()).orElseThrow().path();
  }
}
