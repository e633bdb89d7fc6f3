package qingdan.campaign;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    description = "How far a task is (状态): OPEN (进行中), then CLOSED (已结束); there is no way back.",
    examples = "OPEN")
public enum TaskStatus {
  OPEN,
  CLOSED
}
