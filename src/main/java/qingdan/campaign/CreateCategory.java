package qingdan.campaign;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A new category of problems.")
record CreateCategory(
    @Schema(description = "Unique in the campaign.", examples = "FLOOD_DEFENCE")
        @NotNull
        @Size(min = 1, max = 40)
        @Pattern(regexp = Categories.CODE)
        String code,
    @Schema(description = "In English.", examples = "Flood defence")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String labelEn,
    @Schema(description = "In Chinese.", examples = "防汛")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String labelZh,
    @Schema(description = "What its problems say, in this order; no code twice.", maxItems = 30)
        @NotNull
        @Size(max = Categories.MOST_FIELDS)
        List<@NotNull @Valid CategoryField> fields) {}
