package qingdan.shared;

import java.util.Map;

import jakarta.validation.ConstraintViolation;

/** Our names of the rules of Bean Validation, and the numbers that their messages show. */
final class Rules {

  private static final Map<String, String> NAMES =
      Map.of(
          "NotNull", "required",
          "Text", "blank",
          "OneLine", "one-line",
          "Size", "size",
          "Min", "min",
          "Max", "max",
          "Pattern", "pattern");

  private Rules() {}

  static String name(ConstraintViolation<?> fault) {
    return NAMES.get(annotation(fault));
  }

  static Object[] arguments(ConstraintViolation<?> fault) {
    var attributes = fault.getConstraintDescriptor().getAttributes();
    return switch (annotation(fault)) {
      case "Size" -> new Object[] {attributes.get("min"), attributes.get("max")};
      case "Min", "Max" -> new Object[] {attributes.get("value")};
      case "Pattern" -> new Object[] {attributes.get("regexp")};
      default -> new Object[0];
    };
  }

  static String names(Object[] constants) {
    return String.join(", ", java.util.Arrays.stream(constants).map(String::valueOf).toList());
  }

  private static String annotation(ConstraintViolation<?> fault) {
    return fault.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
  }
}
