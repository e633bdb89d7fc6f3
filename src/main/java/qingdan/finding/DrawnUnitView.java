package qingdan.finding;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "DrawnUnit", description = "How often an enrolled unit was drawn and inspected.")
record DrawnUnitView(
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(description = "Rounds that drew it.", examples = "0", required = true) long drawn,
    @Schema(description = "Inspections of it.", examples = "0", required = true) long inspected) {}
