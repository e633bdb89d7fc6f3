package qingdan.obligation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import qingdan.access.Subtree;

/**
 * The rule of a cohort as the columns of a table hold it, words with commas between, and where its
 * set and its part stand: nowhere once the set is gone or the part closed.
 */
public record StoredRule(
    String kinds,
    String tiers,
    String sectors,
    UUID setId,
    String setOwnerPath,
    UUID partId,
    String partPath) {

  /** The columns of a row, in the order of the components; they need {@link #joins}. */
  public static String columns(String row) {
    return """
        array_to_string(%1$s.kinds, ',') as kinds, array_to_string(%1$s.tiers, ',') as tiers,
        array_to_string(%1$s.sectors, ',') as sectors, %1$s.set_id, rule_owner.path as set_owner_path, %1$s.part_id,
        rule_part.path as part_path"""
        .formatted(row);
  }

  public static String joins(String row) {
    return """
        \sleft join unit_set rule_set on rule_set.id = %1$s.set_id left join unit rule_owner on rule_owner.id = rule_set.owner_id
        left join unit rule_part on rule_part.id = %1$s.part_id and rule_part.closed_at is null\s"""
        .formatted(row);
  }

  /**
   * Of a set that is gone, and of a part that has closed, nothing is asked: whoever owes goes on.
   */
  public boolean holds() {
    return (setId == null || setOwnerPath != null) && (partId == null || partPath != null);
  }

  /** Of a rule that holds: within a subtree, and of a batch where there is one. */
  public Cohort cohort(String path, UUID batch) {
    var within = new ArrayList<>(List.of(new Subtree(path)));
    if (partPath != null) {
      within.add(new Subtree(partPath));
    }
    if (setOwnerPath != null) {
      within.add(new Subtree(setOwnerPath));
    }
    return new Cohort(
        batch,
        within,
        CohortRule.words(kinds),
        CohortRule.words(tiers),
        CohortRule.words(sectors),
        setId);
  }

  public CohortRule rule() {
    return CohortRule.of(kinds, tiers, sectors, setId, partId);
  }
}
