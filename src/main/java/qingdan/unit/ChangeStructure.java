package qingdan.unit;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Refusal;
import qingdan.shared.Text;

@Schema(description = "A structural change of one unit.")
record ChangeStructure(
    @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
        UUID id,
    @Schema(description = "What to do.") @NotNull StructuralChange type,
    @Schema(
            description = "The unit: an id, or `code:` and the code of an open unit.",
            examples = "code:120101000000")
        @NotNull
        @Size(min = 1, max = 80)
        String unit,
    @Schema(
            description = "MOVE: the new parent; this or `root`.",
            examples = "code:120000000000",
            nullable = true)
        @Size(min = 1, max = 80)
        String parent,
    @Schema(
            description = "MOVE: true where the unit becomes a root instead.",
            defaultValue = "false",
            nullable = true)
        Boolean root,
    @Schema(
            description =
                "MERGE: the unit that takes over children, grants, accounts and places in unit sets. CLOSE: the one that takes grants, accounts and places in unit sets, if any.",
            nullable = true)
        @Size(min = 1, max = 80)
        String successor,
    @Schema(description = "RENAME: the new name.", nullable = true)
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "Why, for the record.", nullable = true) @Text @Size(min = 1, max = 1000)
        String reason,
    @Schema(
            description = "Answers the impact and changes nothing.",
            defaultValue = "false",
            nullable = true)
        Boolean dryRun) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  private boolean becomesRoot() {
    return Boolean.TRUE.equals(root);
  }

  /** What a type of change needs and what does not belong to it, all at once. */
  void check() {
    var refusal = new Refusal(qingdan.shared.ErrorCode.RULE_BROKEN);
    expect(
        refusal, "/name", name, type == StructuralChange.RENAME, type == StructuralChange.RENAME);
    expect(refusal, "/parent", parent, false, type == StructuralChange.MOVE);
    expect(
        refusal,
        "/successor",
        successor,
        type == StructuralChange.MERGE,
        type == StructuralChange.MERGE || type == StructuralChange.CLOSE);
    if (type == StructuralChange.MOVE && (parent == null) != becomesRoot()) {
      refusal.at("/parent", "one-of-two", "parent", "root");
    } else if (type != StructuralChange.MOVE && becomesRoot()) {
      refusal.at("/root", "not-used");
    }
    if (!refusal.faults().isEmpty()) {
      throw refusal;
    }
  }

  private static void expect(
      Refusal refusal, String pointer, String value, boolean needed, boolean allowed) {
    if (value == null && needed) {
      refusal.at(pointer, "required");
    } else if (value != null && !allowed) {
      refusal.at(pointer, "not-used");
    }
  }
}
