package qingdan.shared;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** RFC 7396: what is absent stays, what is null goes, in objects within objects too. */
@ApplicationScoped
public class MergePatch {

  public static final String MEDIA_TYPE = "application/merge-patch+json";

  private final ObjectMapper json;
  private final Validator validator;

  MergePatch(ObjectMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  /**
   * @param whole fields whose objects replace the former ones
   */
  public <T> T apply(T current, JsonNode patch, Class<T> type, String... whole)
      throws JsonProcessingException {
    if (!(patch instanceof ObjectNode changes)) {
      throw Refusal.body("", "type", "object");
    }
    ObjectNode merged = json.valueToTree(current);
    for (var change : changes.properties()) {
      var name = change.getKey();
      merged.set(
          name,
          Set.of(whole).contains(name)
              ? change.getValue()
              : merged(merged.get(name), change.getValue()));
    }
    var patched = json.treeToValue(merged, type);
    var violations = validator.validate(patched);
    if (!violations.isEmpty()) {
      throw Errors.invalidFields(violations);
    }
    return patched;
  }

  private static JsonNode merged(JsonNode current, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    var merged =
        current instanceof ObjectNode known ? known : JsonNodeFactory.instance.objectNode();
    for (var change : changes.properties()) {
      var name = change.getKey();
      if (change.getValue().isNull()) {
        merged.remove(name);
      } else {
        merged.set(name, merged(merged.get(name), change.getValue()));
      }
    }
    return merged;
  }
}
