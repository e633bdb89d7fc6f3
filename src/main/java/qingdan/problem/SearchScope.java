package qingdan.problem;

import java.util.List;
import java.util.UUID;

import qingdan.access.Place;
import qingdan.access.Subtree;
import qingdan.unit.Depth;

/** The units that a query names, looked up once, and the subtrees that it takes. */
record SearchScope(
    Place unit,
    Depth depth,
    UUID responsible,
    UUID joint,
    UUID escalatedTo,
    List<Subtree> subtrees) {}
