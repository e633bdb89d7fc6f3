package qingdan.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import qingdan.shared.DatabaseFailure;
import qingdan.shared.ErrorCode;
import qingdan.shared.IdempotentItems;
import qingdan.shared.Items;
import qingdan.shared.Refusal;

/** Not in one transaction: each item has its own, unless all or none is asked for. */
@Path("/problems/batch")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Problems", description = "What is wrong, and how it is rectified, item by item (问题).")
class ProblemBatchResource {

  private final Moves moves;
  private final MoveLocks locks;
  private final Presentation presentation;
  private final Items items;

  ProblemBatchResource(Moves moves, MoveLocks locks, Presentation presentation, Items items) {
    this.moves = moves;
    this.locks = locks;
    this.presentation = presentation;
    this.items = items;
  }

  @POST
  @IdempotentItems
  @Operation(
      operationId = "moveProblems",
      summary = "Report or move many problems",
      description =
          "Up to 200 items, each as if it came by itself and with a key of its own: what is sent again is not done again. 207 tells what came of each; with `atomic` 200, or the error of the first that was refused, its pointers beginning with its place, and nothing is done.")
  @APIResponse(
      responseCode = "200",
      description = "All done (`atomic`).",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MovedProblems.class)))
  @APIResponse(
      responseCode = "207",
      description = "What came of each.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MovedProblems.class)))
  public RestResponse<MovedProblems> batch(@Valid @NotNull MoveProblems request) {
    if (Boolean.TRUE.equals(request.atomic())) {
      return RestResponse.ok(
          new MovedProblems(QuarkusTransaction.requiringNew().call(() -> all(request.items()))));
    }
    var results = new ArrayList<MovedProblems.Item>();
    for (int i = 0; i < request.items().size(); i++) {
      results.add(tried(i, request.items().get(i)));
    }
    return RestResponse.ResponseBuilder.<MovedProblems>create(207)
        .entity(new MovedProblems(results))
        .build();
  }

  /** All are read before one is done: what they lock is locked in one order for all requests. */
  private List<MovedProblems.Item> all(List<MoveProblems.Item> all) {
    var bodies = each(all, (place, item) -> body(item));
    locks.take(
        IntStream.range(0, all.size())
            .mapToObj(
                i -> new MoveLocks.Asked(all.get(i).move(), all.get(i).problem(), bodies.get(i)))
            .toList());
    return each(all, (place, item) -> done(place, item, bodies.get(place)));
  }

  private static <T> List<T> each(
      List<MoveProblems.Item> all, BiFunction<Integer, MoveProblems.Item, T> work) {
    var results = new ArrayList<T>();
    for (int i = 0; i < all.size(); i++) {
      try {
        results.add(work.apply(i, all.get(i)));
      } catch (Refusal refusal) {
        throw at(i, refusal);
      }
    }
    return results;
  }

  private static Refusal at(int place, Refusal refusal) {
    var prefix = "/items/" + place;
    if (refusal.code() == ErrorCode.NOT_FOUND) {
      return Refusal.unknownReference(prefix + "/problem");
    }
    var placed = new Refusal(refusal.code(), refusal.arguments().toArray());
    if (refusal.faults().isEmpty()) {
      placed.at(prefix, "item-refused");
    }
    refusal
        .faults()
        .forEach(
            fault ->
                placed.at(
                    prefix + place(fault.pointer()), fault.rule(), fault.arguments().toArray()));
    return placed;
  }

  /** Within the item: of the item itself, of the body of the move, or of what the move found. */
  private static String place(String pointer) {
    if (pointer.equals("/move") || pointer.equals("/problem")) {
      return pointer;
    }
    return pointer.startsWith("/") || pointer.isEmpty() ? "/body" + pointer : "/" + pointer;
  }

  private MovedProblems.Item tried(int place, MoveProblems.Item item) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> done(place, item, body(item)));
    } catch (Refusal | DatabaseFailure | QuarkusTransactionException failure) {
      var error = items.refused(failure);
      return new MovedProblems.Item(error.status(), false, null, error);
    }
  }

  private Object body(MoveProblems.Item item) {
    var move = item.move();
    var begins = move == Move.REPORT;
    if (!begins && move.path() == null) {
      throw Refusal.body("/move", "not-by-callers");
    }
    if (begins == (item.problem() != null)) {
      throw Refusal.body("/problem", begins ? "not-used" : "required");
    }
    return items.read(item.body(), Moves.bodyOf(move));
  }

  private MovedProblems.Item done(int place, MoveProblems.Item item, Object body) {
    var move = item.move();
    var begins = move == Move.REPORT;
    var status = begins || move == Move.RECUR ? 201 : 200;
    var answer =
        items.once(
            item.key(),
            place,
            item,
            status,
            () ->
                presentation.of(
                    moves.make(
                        move,
                        begins ? null : item.problem().toString(),
                        body,
                        problem -> requireSeen(problem, item.version()))));
    return new MovedProblems.Item(answer.status(), answer.replayed(), answer.body(), null);
  }

  private static void requireSeen(Problem problem, Integer version) {
    if (version != null && version != problem.version()) {
      throw new Refusal(ErrorCode.STALE, problem.version());
    }
  }
}
