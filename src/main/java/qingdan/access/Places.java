package qingdan.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import qingdan.shared.Characters;
import qingdan.shared.ErrorCode;
import qingdan.shared.Ids;
import qingdan.shared.Refusal;
import qingdan.shared.Sql;

/** Finds the place that a reference names: an id, or {@code code:} and the code of an open unit. */
@ApplicationScoped
public class Places {

  private static final String CODE = "code:";
  private static final String COLUMNS = "id, path, closed_at is not null";

  private final Sql sql;
  private final Caller caller;

  Places(Sql sql, Caller caller) {
    this.sql = sql;
    this.caller = caller;
  }

  /** Any place, whether the caller sees it or not. */
  public Optional<Place> find(String reference) {
    return find(Place.class, COLUMNS, reference);
  }

  public Optional<Place> find(UUID id) {
    return byId(Place.class, COLUMNS, id);
  }

  /** Those places, whether the caller sees them or not. */
  public List<Place> all(Collection<UUID> ids) {
    return sql.list(
        Place.class,
        "select " + COLUMNS + " from unit where id = any(?1)",
        (Object) ids.toArray(UUID[]::new));
  }

  /** What the columns of the unit say, in the one statement that finds it. */
  public <T> Optional<T> find(Class<T> row, String columns, String reference) {
    if (Characters.fault(reference) != null) {
      return Optional.empty();
    }
    if (reference.startsWith(CODE)) {
      return sql.one(
          row,
          "select " + columns + " from unit where code = ?1 and closed_at is null",
          reference.substring(CODE.length()));
    }
    var id = Ids.parse(reference);
    return id == null ? Optional.empty() : byId(row, columns, id);
  }

  private <T> Optional<T> byId(Class<T> row, String columns, UUID id) {
    return sql.one(row, "select " + columns + " from unit where id = ?1", id);
  }

  /** Whether the unit is open now; if so, it stays open to the end of the transaction. */
  public boolean staysOpen(UUID id) {
    return sql.one(
            Boolean.class, "select closed_at is null from unit where id = ?1 for key share", id)
        .orElseThrow();
  }

  /** 409 where it is closed by now. */
  public void requireOpen(Place place) {
    if (!staysOpen(place.id())) {
      throw new Refusal(ErrorCode.UNIT_CLOSED, place.id());
    }
  }

  /** A place that the caller sees; 404 otherwise. */
  public Place visible(String reference) {
    return find(reference)
        .filter(place -> caller.sees(place.path()))
        .orElseThrow(Refusal::notFound);
  }

  /** A place named in a body: 422 that points at it when the caller does not see it. */
  public Place named(String pointer, String reference) {
    return find(reference)
        .filter(place -> caller.sees(place.path()))
        .orElseThrow(() -> Refusal.unknownReference(pointer));
  }
}
