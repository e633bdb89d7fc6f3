package qingdan.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.interceptor.InterceptorBinding;

/**
 * An endpoint whose statements find their rows the same way whatever it is asked for, by keys and
 * not by ranges of paths or parts of names: the database plans them once a connection. To plan them
 * for the values at hand, as it does for all others, takes longer than to run them.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface PlanKept {}
