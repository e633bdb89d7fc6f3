package qingdan.unit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    description =
        "Why there is no number: NOT_REPORTED up to the day, or NO_CHILDREN that could report.",
    examples = "NOT_REPORTED")
public enum MissingReason {
  NOT_REPORTED,
  NO_CHILDREN
}
