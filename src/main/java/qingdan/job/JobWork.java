package qingdan.job;

import java.util.Map;

/** What jobs of a type do. */
public interface JobWork {

  String type();

  /**
   * Does it, in a transaction that commits only when no error was reported and the run is not dry.
   * May be called again after an interruption.
   *
   * @return how many rows met which fate, such as {@code created}
   */
  Map<String, Long> run(JobRun run);
}
