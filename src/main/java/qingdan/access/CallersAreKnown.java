package qingdan.access;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkus.security.Authenticated;

/**
 * A valid token is not enough: its session may have ended, its account may be closed, its password
 * may have expired. No resource has to think of it. Runs inside the transaction, so that one
 * connection serves both, and before the request is looked at.
 */
@Authenticated
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE - 100)
class CallersAreKnown {

  private final Caller caller;

  CallersAreKnown(Caller caller) {
    this.caller = caller;
  }

  @AroundInvoke
  Object identify(InvocationContext invocation) throws Exception {
    caller.identify();
    return invocation.proceed();
  }
}
