package qingdan.problem;

import java.util.UUID;

/** What a new problem is, beside what its reporter said of it. */
record NewProblem(
    UUID id,
    UUID listId,
    ProblemContent said,
    String fields,
    UUID initiatingId,
    boolean finding,
    ProblemStatus status,
    UUID recurrenceOf,
    UUID visitId,
    UUID reportedBy) {}
