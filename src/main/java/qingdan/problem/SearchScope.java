package qingdan.problem;

import java.util.List;
import java.util.UUID;

import qingdan.access.Place;
import qingdan.access.Subtree;
import qingdan.unit.Depth;

/** The units that a query names, looked up once, its campaign, and the subtrees that it takes. */
record SearchScope(
    UUID campaign,
    Place unit,
    Depth depth,
    UUID responsible,
    UUID joint,
    UUID escalatedTo,
    UUID group,
    List<Subtree> subtrees) {

  /**
   * Of all that it takes what a group guides, which is of one campaign. Of more subtrees than are
   * merged the units are looked up.
   */
  SearchScope only(UUID group, List<Guided> guided) {
    var of = guided.isEmpty() ? campaign : guided.get(0).campaign();
    var many = guided.size() > SearchParts.MERGED;
    var guidedThere = many ? subtrees : Guided.within(guided, subtrees);
    return new SearchScope(
        of,
        null,
        depth,
        responsible,
        joint,
        escalatedTo,
        many ? group : null,
        campaign == null || campaign.equals(of) ? guidedThere : List.of());
  }
}
