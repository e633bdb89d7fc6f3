package qingdan.unit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    description =
        "MOVE below another parent (调整隶属), MERGE into a successor (合并), CLOSE (撤销), RENAME (更名).",
    examples = "MOVE")
enum StructuralChange {
  MOVE,
  MERGE,
  CLOSE,
  RENAME
}
