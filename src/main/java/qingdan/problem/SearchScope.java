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
    List<Subtree> subtrees) {

  /** Of all that it takes what is guided, which is of one campaign. */
  SearchScope only(List<Guided> guided) {
    var of = guided.isEmpty() ? campaign : guided.get(0).campaign();
    return new SearchScope(
        of,
        null,
        depth,
        responsible,
        joint,
        escalatedTo,
        campaign == null || campaign.equals(of) ? Guided.within(guided, subtrees) : List.of());
  }
}
