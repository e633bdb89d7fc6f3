package qingdan.meeting;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import qingdan.shared.ErrorCode;
import qingdan.shared.Refusal;

/**
 * Half of the pool at most is in the hands of those who need two connections, so that no two of
 * them wait for each other's. Runs outside the transaction, whoever begins it again after a
 * deadlock included.
 */
@InTurn
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 50)
class Turns {

  private static final int PATIENCE_SECONDS = 8;

  private final Semaphore turns;

  Turns(@ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
    turns = new Semaphore(Math.max(1, connections / 4), true);
  }

  @AroundInvoke
  Object take(InvocationContext invocation) throws Exception {
    if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new Refusal(ErrorCode.UNAVAILABLE).retryAfter(2);
    }
    try {
      return invocation.proceed();
    } finally {
      turns.release();
    }
  }
}
