package qingdan.milestone;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.obligation.EvidenceRule;
import qingdan.shared.Text;

@Schema(
    description =
        "The fields to change; absent ones stay. Who owes it, and how it is counted, stays for ever.")
@RegisterForReflection
record MilestonePatch(
    @Schema(description = "Name; once in a batch.", examples = "召开动员部署会")
        @NotNull
        @Text
        @Size(min = 1, max = 200)
        String name,
    @Schema(description = "What it takes.", nullable = true) @Text @Size(min = 1, max = 4000)
        String description,
    @Schema(description = "What it is.") @NotNull MilestoneKind kind,
    @Schema(
            description =
                "Until the end of which day it is on time: from today on it is judged by this, what was done before too.",
            examples = "2019-09-13")
        @NotNull
        LocalDate dueOn,
    @Schema(description = "Whether a report brings evidence.") @NotNull EvidenceRule evidence) {

  static MilestonePatch of(Milestone milestone) {
    return new MilestonePatch(
        milestone.name(),
        milestone.description(),
        MilestoneKind.valueOf(milestone.kind()),
        milestone.dueOn(),
        milestone.evidenceRule());
  }
}
