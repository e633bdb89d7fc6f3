package qingdan.contract;

/** An operation of the document answered with a status. */
public record Outcome(String operationId, int status) {}
