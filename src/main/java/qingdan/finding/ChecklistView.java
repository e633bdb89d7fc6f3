package qingdan.finding;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "Checklist", description = "An edition of a checklist (检查表); it never changes.")
record ChecklistView(
    @Schema(description = "Id of the edition.", required = true) UUID id,
    @Schema(description = "Id of its campaign.", required = true) UUID campaign,
    @Schema(description = "The unit whose office inspects by it.", required = true)
        DirectoryEntry office,
    @Schema(description = "Name.", examples = "暗访检查表", required = true) String name,
    @Schema(description = "Its edition, from 1 on.", examples = "2", required = true) int edition,
    @Schema(description = "The questions.", required = true, maxItems = 200)
        List<ChecklistItem> items,
    @Schema(description = "When it was made.", required = true) Instant createdAt) {}
