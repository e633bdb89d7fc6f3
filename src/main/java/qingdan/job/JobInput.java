package qingdan.job;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.UUID;

import io.quarkus.narayana.jta.QuarkusTransaction;

import qingdan.shared.Sql;

/** Reads what a job works on part by part, so that no more than one is in memory. */
final class JobInput implements Enumeration<InputStream> {

  private final Sql sql;
  private final UUID job;
  private int part;
  private byte[] next;

  private JobInput(Sql sql, UUID job) {
    this.sql = sql;
    this.job = job;
  }

  static InputStream of(Sql sql, UUID job) {
    return new SequenceInputStream(new JobInput(sql, job));
  }

  @Override
  public boolean hasMoreElements() {
    if (next == null) {
      // on a connection of its own: that of the run may be in the middle of a COPY
      next =
          QuarkusTransaction.requiringNew()
              .call(
                  () ->
                      sql.one(
                              byte[].class,
                              "select bytes from job_input where job_id = ?1 and part = ?2",
                              job,
                              part)
                          .orElse(null));
      part++;
    }
    return next != null;
  }

  @Override
  public InputStream nextElement() {
    if (!hasMoreElements()) {
      throw new NoSuchElementException();
    }
    var bytes = new ByteArrayInputStream(next);
    next = null;
    return bytes;
  }
}
