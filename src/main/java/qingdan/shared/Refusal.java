package qingdan.shared;

import java.util.ArrayList;
import java.util.List;

/**
 * What the service will not do, in words for the caller. The one exception that callers may see.
 */
public final class Refusal extends RuntimeException {

  /**
   * One fault of the input: where (a JSON pointer, or the name of a parameter), which rule, and
   * what the rule says.
   */
  public record Fault(String pointer, String rule, List<Object> arguments) {}

  private final ErrorCode code;
  private final transient List<Object> arguments;
  private final transient List<Fault> faults = new ArrayList<>();
  private Integer retryAfter;
  private String currentEtag;

  public Refusal(ErrorCode code, Object... arguments) {
    super(code.code());
    this.code = code;
    this.arguments = List.of(arguments);
  }

  /** The same answer for what does not exist and for what the caller may not see. */
  public static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND);
  }

  public static Refusal parameter(String name, String rule, Object... arguments) {
    return new Refusal(ErrorCode.INVALID_PARAMETER, name).at(name, rule, arguments);
  }

  public static Refusal body(String pointer, String rule, Object... arguments) {
    return new Refusal(ErrorCode.INVALID_BODY).at(pointer, rule, arguments);
  }

  /** An id in a body that names nothing which the caller may see. */
  public static Refusal unknownReference(String pointer) {
    return new Refusal(ErrorCode.UNKNOWN_REFERENCE).at(pointer, "unknown-reference");
  }

  public Refusal at(String pointer, String rule, Object... ruleArguments) {
    faults.add(new Fault(pointer, rule, List.of(ruleArguments)));
    return this;
  }

  public Refusal retryAfter(int seconds) {
    retryAfter = seconds;
    return this;
  }

  public Refusal current(String etag) {
    currentEtag = etag;
    return this;
  }

  public ErrorCode code() {
    return code;
  }

  public List<Object> arguments() {
    return arguments;
  }

  public List<Fault> faults() {
    return faults;
  }

  Integer retryAfter() {
    return retryAfter;
  }

  String currentEtag() {
    return currentEtag;
  }
}
