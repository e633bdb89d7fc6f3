package qingdan.shared;

import java.io.InputStream;
import java.util.Arrays;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

import org.jboss.logging.Logger;

/**
 * Begins a write again that the database chose to end a deadlock with: nothing of it is left, so it
 * is as if it had come later. Locks are taken in one order wherever one is known; where two writes
 * find out on the way what they touch, there is none. Runs outside the transaction, so its priority
 * is before {@link Transactional}'s.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class AgainAfterDeadlock {

  private static final int ATTEMPTS = 3;
  private static final Logger LOG = Logger.getLogger(AgainAfterDeadlock.class);

  @AroundInvoke
  Object attempt(InvocationContext invocation) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return invocation.proceed();
      } catch (RuntimeException failure) {
        if (attempt == ATTEMPTS || !DatabaseErrors.isDeadlock(failure) || isStreamed(invocation)) {
          throw failure;
        }
        LOG.infof("begun again after a deadlock: %s", failure.getMessage());
      }
    }
  }

  /** What was read of the body is gone. */
  private static boolean isStreamed(InvocationContext invocation) {
    return Arrays.stream(invocation.getParameters()).anyMatch(InputStream.class::isInstance);
  }
}
