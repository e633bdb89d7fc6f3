package qingdan.guidance;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Who joins a guidance group.")
record AddGuidanceMember(
    @Schema(description = "Id of an account of a unit that you see.") @NotNull UUID account,
    @Schema(description = "What it is in the group; MEMBER when absent.", nullable = true)
        GroupRole role,
    @Schema(
            description = "First day; the first of the group's term when absent.",
            examples = "2019-09-09",
            nullable = true)
        LocalDate startsOn,
    @Schema(
            description = "Last day; the last of the group's term when absent.",
            examples = "2019-11-30",
            nullable = true)
        LocalDate endsOn) {}
