package qingdan.bulletin;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.unit.DirectoryEntry;

@Schema(name = "BulletinRecipient", description = "A unit that a bulletin goes to.")
record RecipientView(
    @Schema(description = "The unit.", required = true) DirectoryEntry unit,
    @Schema(description = "How far it is.", required = true) RecipientState state,
    @Schema(description = "When it said that it has it, or null.", nullable = true, required = true)
        Instant receivedAt,
    @Schema(description = "What it answered, or null.", nullable = true, required = true)
        String answer,
    @Schema(description = "When it answered, or null.", nullable = true, required = true)
        Instant answeredAt) {}
