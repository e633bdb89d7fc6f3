package qingdan.bulletin;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    name = "BulletinCoverage",
    description =
        "How far a bulletin has come, in the part of the tree that you read. Answers on time, late and missing add up to those due: none where none is due.")
@RegisterForReflection
record BulletinCoverageView(
    @Schema(description = "Units that it goes to.", examples = "16", required = true)
        long recipients,
    @Schema(description = "Of these, received.", examples = "15", required = true) long received,
    @Schema(description = "Answers that are due.", examples = "16", required = true) long due,
    @Schema(description = "Answered on the due day or before it.", examples = "12", required = true)
        long onTime,
    @Schema(description = "Answered after it.", examples = "2", required = true) long late,
    @Schema(description = "Not answered.", examples = "2", required = true) long missing) {}
