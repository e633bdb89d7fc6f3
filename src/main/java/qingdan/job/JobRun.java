package qingdan.job;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One run of a job: what it works on, and whom it tells how far it is. */
public final class JobRun {

  /** What a job does, in this order. */
  public enum Step {
    READING,
    CHECKING,
    WRITING
  }

  /** Ends a run that is not wanted any more. */
  static final class Ended extends RuntimeException {
    Ended(String why) {
      super(why, null, false, false);
    }
  }

  /** Told how far a run is; answers by an exception when the run is to end. */
  interface Listener {
    void progress(Step step, long rowsDone);
  }

  static final int KEPT = 1000;
  private static final long PAUSE = 300_000_000;

  private final JobRow job;
  private final Map<String, String> parameters;
  private final InputStream input;
  private final Listener listener;
  private final List<JobErrorRow> errors = new ArrayList<>();
  private long errorCount;
  private Step step;
  private long lastTold;

  JobRun(JobRow job, Map<String, String> parameters, InputStream input, Listener listener) {
    this.job = job;
    this.parameters = parameters;
    this.input = input;
    this.listener = listener;
  }

  public UUID account() {
    return job.createdBy();
  }

  /** The request that asked for the job, for the change log. */
  public String requestId() {
    return job.requestId();
  }

  public boolean dryRun() {
    return job.dryRun();
  }

  public long rows() {
    return job.rowsAll();
  }

  public Map<String, String> parameters() {
    return parameters;
  }

  public InputStream input() {
    return input;
  }

  /** Call it often: it tells now and then, and ends the run when that is asked for. */
  public void progress(Step now, long rowsDone) {
    if (now != step || System.nanoTime() - lastTold > PAUSE) {
      listener.progress(now, rowsDone);
      step = now;
      lastTold = System.nanoTime();
    }
  }

  /** A fault of a row; {@code rule} names its text. The run goes on to find others. */
  public void report(long line, String column, String code, String rule, Object... arguments) {
    if (errors.size() < KEPT) {
      var texts = new String[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        texts[i] = String.valueOf(arguments[i]);
      }
      errors.add(new JobErrorRow(line, column, code, rule, texts));
    }
    errorCount++;
  }

  /** Faults beyond those that were reported one by one. */
  public void reportMore(long faults) {
    errorCount += faults;
  }

  public boolean hasErrors() {
    return errorCount > 0;
  }

  /** Whether a fault of the field is known already: what follows from it need not be told. */
  public boolean hasErrorAt(long line, String column) {
    return errors.stream()
        .anyMatch(error -> error.line() == line && error.columnName().equals(column));
  }

  List<JobErrorRow> errors() {
    return errors;
  }

  long errorCount() {
    return errorCount;
  }
}
