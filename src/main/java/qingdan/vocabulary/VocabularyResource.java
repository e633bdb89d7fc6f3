package qingdan.vocabulary;

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

import qingdan.access.Role;
import qingdan.bulletin.RecipientState;
import qingdan.finding.Answer;
import qingdan.finding.FindingStatus;
import qingdan.finding.Occasion;
import qingdan.guidance.GroupRole;
import qingdan.guidance.GuidanceLevel;
import qingdan.meeting.Cadence;
import qingdan.meeting.DateState;
import qingdan.meeting.MeetingStatus;
import qingdan.milestone.MilestoneKind;
import qingdan.note.Audience;
import qingdan.obligation.EvidenceRule;
import qingdan.obligation.ObligationKind;
import qingdan.obligation.ObligationState;
import qingdan.problem.DismissalReason;
import qingdan.problem.EscalationGround;
import qingdan.problem.ListMove;
import qingdan.problem.ListStatus;
import qingdan.problem.MeasureState;
import qingdan.problem.Move;
import qingdan.problem.ProblemStatus;
import qingdan.problem.Severity;
import qingdan.problem.Source;
import qingdan.shared.ErrorCode;
import qingdan.shared.EvidenceType;
import qingdan.shared.Labelled;
import qingdan.shared.Lists;
import qingdan.shared.Messages;
import qingdan.unit.Measures;
import qingdan.unit.Sector;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

@Path("/vocabulary")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@Tag(name = "Vocabulary", description = "The words that the API uses, in English and Chinese.")
class VocabularyResource {

  private final Measures measures;
  private final HttpHeaders headers;

  VocabularyResource(Measures measures, HttpHeaders headers) {
    this.measures = measures;
    this.headers = headers;
  }

  @GET
  @Operation(
      operationId = "getVocabulary",
      summary = "Get the vocabulary",
      description =
          "Kinds, tiers, sectors, roles, measures and error codes; statuses of problems and lists, and the tables of moves between them; for every account. Titles of errors are in the caller's language; all else is in both. Changes with a release or a new measure: keep it and ask by its ETag.")
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
        terms(Tier.values()),
        terms(Sector.values()),
        terms(Role.values()),
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
            .toList(),
        terms(ProblemStatus.values()),
        terms(ListStatus.values()),
        terms(Severity.values()),
        terms(Source.values()),
        terms(EscalationGround.values()),
        terms(DismissalReason.values()),
        terms(MeasureState.values()),
        terms(EvidenceType.values()),
        terms(MilestoneKind.values()),
        terms(EvidenceRule.values()),
        terms(GuidanceLevel.values()),
        terms(GroupRole.values()),
        terms(ObligationKind.values()),
        terms(ObligationState.values()),
        terms(Cadence.values()),
        terms(MeetingStatus.values()),
        terms(DateState.values()),
        terms(Audience.values()),
        terms(Answer.values()),
        terms(FindingStatus.values()),
        terms(Occasion.values()),
        terms(RecipientState.values()),
        Arrays.stream(Move.values())
            .map(
                move ->
                    new VocabularyView.MoveTerm(
                        move.name(),
                        move.english(),
                        move.chinese(),
                        move.path(),
                        move.from().stream().map(Enum::name).toList(),
                        move.to().code(),
                        move.who().english(),
                        move.who().chinese()))
            .toList(),
        Arrays.stream(ListMove.values())
            .map(
                move ->
                    new VocabularyView.MoveTerm(
                        move.name(),
                        move.english(),
                        move.chinese(),
                        move.path(),
                        move.from().stream().map(Enum::name).toList(),
                        move.to().name(),
                        move.who().english(),
                        move.who().chinese()))
            .toList());
  }

  private static List<VocabularyView.Term> terms(Labelled[] words) {
    return Arrays.stream(words)
        .map(word -> new VocabularyView.Term(word.name(), word.english(), word.chinese()))
        .toList();
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
