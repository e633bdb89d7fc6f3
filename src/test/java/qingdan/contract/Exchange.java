package qingdan.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One request and its answer. The request is absent when its body could not be read without using
 * it up.
 */
record Exchange(
    String method,
    String path,
    Optional<Message> request,
    int status,
    Set<String> responseHeaders,
    Message response) {

  record Message(String contentType, String body) {

    String mediaType() {
      return mediaType(contentType);
    }

    boolean isJson() {
      return mediaType().equals("application/json") || mediaType().endsWith("+json");
    }

    static String mediaType(String contentType) {
      return contentType == null
          ? ""
          : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
  }
}
