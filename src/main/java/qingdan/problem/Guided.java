package qingdan.problem;

import java.util.List;
import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;

import qingdan.access.Subtree;
import qingdan.shared.Sql;

/** A unit that a guidance group guides, with all below it; none is inside another. */
@RegisterForReflection
record Guided(UUID campaign, String path) {

  /** In SQL, the units that a group guides, with all below them. */
  static final String UNITS =
      """
      select t.id from guidance_group g join unit b on b.id = g.base_id join guidance_unit a on a.group_id = g.id
          join unit h on h.id = a.unit_id join unit t on t.path >= h.path and t.path < left(h.path, -1) || '0'
      where g.id = ? and a.valid_to is null and starts_with(h.path, b.path)
      """;

  /** No more than so many. */
  static List<Guided> by(Sql sql, UUID group, int most) {
    return sql.list(
        Guided.class,
        """
        select campaign_id, path from (
            select g.campaign_id, u.path, max(left(u.path, -1) || '0') over (
                order by u.path rows between unbounded preceding and 1 preceding) as until
            from guidance_group g join unit b on b.id = g.base_id join guidance_unit a on a.group_id = g.id
                join unit u on u.id = a.unit_id
            where g.id = ?1 and a.valid_to is null and starts_with(u.path, b.path)
        ) guided
        where until is null or until <= path order by path limit ?2
        """,
        group,
        most);
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
