package qingdan.ledger;

import java.time.LocalDate;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The middle of what was counted in the subtree of a unit until the end of a day. */
@RegisterForReflection
public record Median(UUID unit, boolean own, LocalDate day, double value) {

  /** Whether it is of what the balance is of. */
  public boolean isOf(Balance balance) {
    return unit.equals(balance.unit()) && own == balance.own() && day.equals(balance.day());
  }
}
