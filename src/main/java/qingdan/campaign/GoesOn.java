package qingdan.campaign;

import java.util.Map;

/**
 * What a feature keeps for a campaign, so that it outlasts each batch, but for a term: where that
 * ends with a batch, it goes on with the next.
 */
public interface GoesOn {

  /** How many of each there are, and how many of them have a term that ends with the batch. */
  Map<String, Long> foreseen(BatchEnd end);

  /** Their terms end with the next batch from now on; ids stay. */
  void prolong(BatchEnd end);
}
