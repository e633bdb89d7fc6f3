package qingdan.shared;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * A name: one line without tabs, and no blanks around it. That it is not blank is {@link Text}'s.
 */
@Constraint(validatedBy = OneLine.IsOne.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface OneLine {

  String message() default "one-line";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  class IsOne implements ConstraintValidator<OneLine, String> {
    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
      return value == null || Characters.isBlank(value) || Characters.isOneLine(value);
    }
  }
}
