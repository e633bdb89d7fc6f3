package qingdan.shared;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * Text that people read: not blank by Unicode's measure. What it may hold at all is judged when the
 * body is read.
 */
@Constraint(validatedBy = Text.NotBlank.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

  String message() default "blank";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  class NotBlank implements ConstraintValidator<Text, String> {
    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
      return value == null || !Characters.isBlank(value);
    }
  }
}
