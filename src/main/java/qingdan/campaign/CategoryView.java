package qingdan.campaign;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Versioned;

@Schema(name = "Category", description = "A kind of problems of a campaign (问题类别).")
@RegisterForReflection
public record CategoryView(
    @Schema(description = "Unique in the campaign.", examples = "LIVELIHOOD", required = true)
        String code,
    @Schema(
            description = "Grows by one with each change; its ETag.",
            examples = "1",
            required = true)
        int version,
    @Schema(description = "In English.", examples = "Livelihood matter", required = true)
        String labelEn,
    @Schema(description = "In Chinese.", examples = "民生实事", required = true) String labelZh,
    @Schema(
            description = "What its problems say.",
            required = true,
            maxItems = Categories.MOST_FIELDS)
        List<CategoryField> fields)
    implements Versioned {}
