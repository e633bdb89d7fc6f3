package qingdan.obligation;

import java.util.UUID;

/** A row that holds the rule of a cohort, in the columns of {@link StoredRule}. */
public interface Ruled {

  String kinds();

  String tiers();

  String sectors();

  UUID setId();

  String setOwnerPath();

  UUID partId();

  String partPath();

  default StoredRule stored() {
    return new StoredRule(
        kinds(), tiers(), sectors(), setId(), setOwnerPath(), partId(), partPath());
  }
}
