package qingdan.unit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.access.Caller;
import qingdan.access.Role;
import qingdan.shared.ErrorCode;
import qingdan.shared.Lists;
import qingdan.shared.Messages;

@Path("/vocabulary")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Vocabulary", description = "The words that the API uses, in English and Chinese.")
class VocabularyResource {

  private final Measures measures;
  private final Caller caller;
  private final HttpHeaders headers;

  VocabularyResource(Measures measures, Caller caller, HttpHeaders headers) {
    this.measures = measures;
    this.caller = caller;
    this.headers = headers;
  }

  @GET
  @Operation(
      operationId = "getVocabulary",
      summary = "Get the vocabulary",
      description =
          "Kinds, tiers, sectors, roles, measures and error codes, for every account. Titles of errors are in the caller's language; all else is in both. Changes with a release or a new measure: keep it and ask by its ETag.")
  @APIResponse(
      responseCode = "200",
      description = "The vocabulary.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = VocabularyView.class)))
  @APIResponse(responseCode = "304", description = "Unchanged since the ETag in If-None-Match.")
  public RestResponse<VocabularyView> get(@Context UriInfo uri, @Context Request conditions) {
    Lists.allow(uri, Set.of());
    caller.accountId();
    var view = view(Messages.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
    var tag = new EntityTag(digest(view.toString()));
    var unchanged = conditions.evaluatePreconditions(tag) != null;
    return RestResponse.ResponseBuilder.<VocabularyView>create(
            unchanged ? RestResponse.Status.NOT_MODIFIED : RestResponse.Status.OK)
        .entity(unchanged ? null : view)
        .tag(tag)
        .build();
  }

  private VocabularyView view(Locale language) {
    return new VocabularyView(
        Arrays.stream(UnitKind.values())
            .map(kind -> new VocabularyView.Kind(kind, kind.english(), kind.chinese(), kind.tier()))
            .toList(),
        Arrays.stream(Tier.values())
            .map(tier -> term(tier, tier.english(), tier.chinese()))
            .toList(),
        Arrays.stream(Sector.values())
            .map(sector -> term(sector, sector.english(), sector.chinese()))
            .toList(),
        Arrays.stream(Role.values())
            .map(role -> term(role, role.english(), role.chinese()))
            .toList(),
        measures.list(null, Measures.MOST).stream()
            .map(row -> new VocabularyView.Term(row.code(), row.labelEn(), row.labelZh()))
            .toList(),
        Arrays.stream(ErrorCode.values())
            .map(
                error ->
                    new VocabularyView.ErrorTerm(
                        error.code(),
                        error.status(),
                        Messages.text(language, error.code() + ".title", List.of())))
            .toList());
  }

  private static VocabularyView.Term term(Enum<?> value, String english, String chinese) {
    return new VocabularyView.Term(value.name(), english, chinese);
  }

  private static String digest(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
