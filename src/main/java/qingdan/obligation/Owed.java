package qingdan.obligation;

import qingdan.shared.Changed;

/** Something that the units of a cohort owe, as the feature keeps it that sets it. */
public interface Owed extends Ruled {

  Subject subject();

  /** Without one, whoever owes it goes on. */
  default boolean hasCohort() {
    return stored().holds();
  }

  default CohortRule rule() {
    return stored().rule();
  }

  Cohort cohort();

  Changed cohortChanged(Followed followed);
}
