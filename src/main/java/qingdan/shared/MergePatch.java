package qingdan.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** RFC 7396: what is absent stays, what is null goes. */
@ApplicationScoped
public class MergePatch {

  public static final String MEDIA_TYPE = "application/merge-patch+json";

  private final ObjectMapper json;
  private final Validator validator;

  MergePatch(ObjectMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  public <T> T apply(T current, JsonNode patch, Class<T> type) throws JsonProcessingException {
    if (!(patch instanceof ObjectNode changes)) {
      throw Refusal.body("", "type", "object");
    }
    ObjectNode merged = json.valueToTree(current);
    merged.setAll(changes);
    var patched = json.treeToValue(merged, type);
    var violations = validator.validate(patched);
    if (!violations.isEmpty()) {
      throw Errors.invalidFields(violations);
    }
    return patched;
  }
}
