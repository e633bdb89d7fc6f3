package qingdan.problem;

import java.util.List;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.shared.Sql;

/** A unit that a guidance group guides, with all below it; none is inside another. */
@RegisterForReflection
record Guided(UUID campaign, String path) {

  static List<Guided> by(Sql sql, UUID group) {
    return sql.list(
        Guided.class,
        """
        with guided as materialized (
            select g.campaign_id, u.path
            from guidance_group g join unit b on b.id = g.base_id join guidance_unit a on a.group_id = g.id
                join unit u on u.id = a.unit_id
            where g.id = ?1 and a.valid_to is null and starts_with(u.path, b.path)
        )
        select campaign_id, path from guided g
        where not exists (select from guided o where o.path <> g.path and starts_with(g.path, o.path))
        order by path
        """,
        group);
  }

  /** What both hold, where in neither of them one is inside another. */
  static List<Subtree> within(List<Guided> guided, List<Subtree> subtrees) {
    return guided.stream()
        .map(one -> new Subtree(one.path()))
        .flatMap(
            one ->
                subtrees.stream()
                    .filter(each -> each.contains(one.path()) || one.contains(each.path()))
                    .map(each -> each.contains(one.path()) ? one : each))
        .toList();
  }
}
