package qingdan.shared;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Headers that follow from what an answer is. */
final class AnswerHeaders {

  @ServerResponseFilter
  public void complete(ContainerRequestContext request, ContainerResponseContext response) {
    var headers = response.getHeaders();
    headers.putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    if (response.getEntity() instanceof Page<?> page && page.next() != null) {
      headers.putSingle(HttpHeaders.LINK, "<" + page.next() + ">; rel=\"next\"");
    }
    if (response.getEntity() instanceof Versioned resource) {
      var tag = Preconditions.tag(resource);
      headers.putSingle(HttpHeaders.ETAG, tag);
      if (isUnchanged(request, response, tag)) {
        response.setStatus(304);
        response.setEntity(null);
      }
    }
  }

  private static boolean isUnchanged(
      ContainerRequestContext request, ContainerResponseContext response, String tag) {
    var reads =
        request.getMethod().equals(HttpMethod.GET) || request.getMethod().equals(HttpMethod.HEAD);
    var given = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    return reads
        && response.getStatus() == 200
        && given != null
        && Preconditions.matches(given, tag);
  }
}
