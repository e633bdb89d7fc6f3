package qingdan.job;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** One fault of what a job was given. */
@RegisterForReflection
record JobErrorRow(long line, String columnName, String code, String error, String[] arguments) {}
