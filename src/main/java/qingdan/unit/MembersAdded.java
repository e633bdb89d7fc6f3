package qingdan.unit;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "What adding units to a set did.")
public record MembersAdded(
    @Schema(description = "Units that are members now and were not.", required = true) int added,
    @Schema(description = "Units that were members already.", required = true) int unchanged) {}
