package qingdan.job;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    description =
        "QUEUED and RUNNING; then SUCCEEDED, FAILED (nothing was changed) or CANCELLED (nothing was changed).",
    examples = "RUNNING")
enum JobStatus {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED
}
