package qingdan.unit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "A new measure.")
record CreateMeasure(
    @Schema(
            description = "Capital letters, digits and single underscores.",
            examples = "WEAK_BRANCHES")
        @NotNull
        @Size(min = 1, max = 40)
        @Pattern(regexp = Measures.CODE)
        String code,
    @Schema(description = "In English.", examples = "Weak branches")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String labelEn,
    @Schema(description = "In Chinese.", examples = "软弱涣散党组织")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String labelZh) {}
