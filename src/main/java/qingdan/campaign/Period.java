package qingdan.campaign;

import java.time.LocalDate;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/** From a day to a day, both included; open where an end is missing. */
record Period(LocalDate from, LocalDate to) {

  /** 422 that points at the end when it lies before the start. */
  void requireInOrder(String pointer) {
    if (from != null && to != null && to.isBefore(from)) {
      throw new Refusal(ErrorCode.RULE_BROKEN).at(pointer, "not-before", from.toString());
    }
  }
}
