package qingdan.access;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Before the caller is identified: the statement that does so says how the next are planned. */
@PlanKept
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE - 110)
class PlansAreKept {

  private final Caller caller;

  PlansAreKept(Caller caller) {
    this.caller = caller;
  }

  @AroundInvoke
  Object keep(InvocationContext invocation) throws Exception {
    caller.keepPlans();
    return invocation.proceed();
  }
}
