package qingdan.unit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Measure", description = "Something that units count (指标).")
@RegisterForReflection
public record MeasureView(
    @Schema(description = "Its code, which is its id too.", examples = "CADRES", required = true)
        String code,
    @Schema(description = "In English.", examples = "Cadres", required = true) String labelEn,
    @Schema(description = "In Chinese.", examples = "干部", required = true) String labelZh) {}
