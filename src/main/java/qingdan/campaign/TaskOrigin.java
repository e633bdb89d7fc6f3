package qingdan.campaign;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    description =
        "Who set a task (任务来源): COMMON by the campaign's top unit (统一任务), LOCAL by a unit below it for its own subtree (自选任务).",
    examples = "COMMON")
public enum TaskOrigin {
  COMMON,
  LOCAL
}
