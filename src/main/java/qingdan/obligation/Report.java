package qingdan.obligation;

import java.time.LocalDate;
import java.util.List;

import qingdan.shared.Evidence;

/** What a unit says of what it owed. */
public record Report(LocalDate doneOn, Long amount, String note, List<Evidence> evidence) {}
