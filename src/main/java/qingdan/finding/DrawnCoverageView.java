package qingdan.finding;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    name = "DrawnCoverage",
    description =
        "How far the rounds of a campaign have reached the units that are enrolled in it, or in a batch of it. Never, once and more add up to the units.")
@RegisterForReflection
record DrawnCoverageView(
    @Schema(description = "Enrolled units.", examples = "39", required = true) long units,
    @Schema(description = "Never drawn.", examples = "21", required = true) long never,
    @Schema(description = "Drawn once.", examples = "15", required = true) long once,
    @Schema(description = "Drawn twice or more.", examples = "3", required = true) long more,
    @Schema(description = "Inspected.", examples = "17", required = true) long inspected) {}
