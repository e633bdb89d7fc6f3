package qingdan.inspection;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "PopulationMember", description = "A unit that a round draws from.")
record PopulationMemberView(
    @Schema(description = "The unit, as it is now.", required = true) DirectoryEntry unit,
    @Schema(
            description = "Its code when the population was fixed.",
            examples = "120101000000",
            required = true)
        String code,
    @Schema(description = "Its stratum.", examples = "COUNTY", required = true) String stratum,
    @Schema(description = "Whether it was drawn.", required = true) boolean drawn,
    @Schema(
            description = "By which ticket it was drawn, in hexadecimal digits, or null.",
            nullable = true,
            required = true)
        String ticket) {}
