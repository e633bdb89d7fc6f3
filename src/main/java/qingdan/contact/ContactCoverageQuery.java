package qingdan.contact;

import java.util.Set;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import qingdan.obligation.EnrolledCoverage;
import qingdan.obligation.EnrolledCoverageQuery;
import qingdan.shared.Lists;
import qingdan.unit.Tier;
import qingdan.unit.UnitKind;

/** Which enrolled units are asked about. */
public class ContactCoverageQuery extends EnrolledCoverageQuery {

  static final Set<String> FILTERS = with(EnrolledCoverageQuery.FILTERS, "kind", "tier");

  @QueryParam("kind")
  @Parameter(description = "Only units that were of this kind; see /vocabulary.", example = "CITY")
  @Size(max = 40)
  public String kind;

  @QueryParam("tier")
  @Parameter(description = "Only units that were at this tier; see /vocabulary.", example = "CITY")
  @Size(max = 40)
  public String tier;

  EnrolledCoverage.Asked asked(EnrolledCoverage coverage) {
    var ofKind = Lists.oneOf("kind", kind, UnitKind.class);
    var ofTier = Lists.oneOf("tier", tier, Tier.class);
    return coverage
        .asked(this)
        .of(ofKind == null ? null : ofKind.name(), ofTier == null ? null : ofTier.name());
  }
}
