package qingdan.campaign;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    description =
        "Why there is no number: NO_TARGET (未定目标) is set, or nothing of what is counted was reported: NOT_REPORTED (未报进展).",
    examples = "NOT_REPORTED")
public enum TargetReason {
  NO_TARGET,
  NOT_REPORTED
}
