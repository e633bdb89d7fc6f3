package qingdan.job;

/** Which jobs a list holds. */
record JobQuery(JobStatus status) {}
