package qingdan.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.shared.Sql;
import qingdan.unit.Directory;
import qingdan.unit.DirectoryEntry;
import qingdan.unit.Tier;

/** One matter across the tiers: from a problem up to its roots and down to its symptoms. */
@ApplicationScoped
class Linkage {

  private static final int MOST = 200;
  private static final int COUNTED = 10_000;

  @RegisterForReflection
  record Found(UUID id, int level) {}

  private final Sql sql;
  private final Problems problems;
  private final Measures measures;
  private final Directory directory;
  private final Sight sight;

  Linkage(Sql sql, Problems problems, Measures measures, Directory directory, Sight sight) {
    this.sql = sql;
    this.problems = problems;
    this.measures = measures;
    this.directory = directory;
    this.sight = sight;
  }

  LinkageView of(Problem problem) {
    var upward = new ArrayList<>(List.of(problem));
    for (var next = problem.rootId(); next != null; next = upward.get(upward.size() - 1).rootId()) {
      upward.add(problems.find(next).orElseThrow());
    }
    var below = below(problem.id());
    var downward =
        problems.all(below.stream().limit(MOST).map(Found::id).toList()).stream()
            .filter(sight::sees)
            .toList();
    var seen = Stream.concat(upward.stream().filter(sight::sees), downward.stream()).toList();
    var steps = measures.of(seen.stream().map(Problem::id).toList());
    var units =
        directory.of(
            Stream.concat(
                    Stream.concat(upward.stream(), downward.stream()).map(Problem::unitId),
                    steps.stream().map(Measures.Row::unitId))
                .distinct()
                .toList());
    return new LinkageView(
        upward.stream().map(root -> knot(root, units)).toList(),
        downward.stream().map(symptom -> knot(symptom, units)).toList(),
        below.size(),
        Arrays.stream(Tier.values())
            .map(tier -> ofTier(tier, steps, units))
            .filter(Objects::nonNull)
            .toList());
  }

  /**
   * By the places of the units; only what the caller reads. Row by row, as there are few: how many
   * a recursion finds the planner cannot know, and it would read all units.
   */
  private List<Found> below(UUID problem) {
    var statement =
        new Sql.Statement(
            """
            with recursive below as (
                select id, unit_id, 1 as level from problem where root_id = ?
                union all
                select p.id, p.unit_id, b.level + 1
                from below b cross join lateral (select id, unit_id from problem where root_id = b.id offset 0) p
                where b.level < 20
            )
            select b.id, b.level from below b cross join lateral (select path from unit where id = b.unit_id offset 0) u
            where\s""",
            problem);
    Subtree.within(statement, "u.path", sight.readable());
    statement.add(" order by u.path, b.id limit ?", COUNTED);
    return sql.list(Found.class, statement);
  }

  private LinkageView.Knot knot(Problem problem, Map<UUID, DirectoryEntry> units) {
    var sees = sight.sees(problem);
    return new LinkageView.Knot(
        sees ? problem.id() : null,
        sees ? problem.title() : null,
        units.get(problem.unitId()),
        problem.status(),
        sees ? problem.deadline() : null,
        sees ? problem.claimedAt() : null);
  }

  private static LinkageView.OfTier ofTier(
      Tier tier, List<Measures.Row> steps, Map<UUID, DirectoryEntry> units) {
    var own = steps.stream().filter(step -> units.get(step.unitId()).tier() == tier).toList();
    if (own.isEmpty()) {
      return null;
    }
    return new LinkageView.OfTier(
        tier,
        own.size(),
        (int) own.stream().filter(step -> step.state() == MeasureState.DONE).count(),
        own.stream()
            .limit(MOST)
            .map(step -> Presentation.of(step, units.get(step.unitId())))
            .toList());
  }
}
