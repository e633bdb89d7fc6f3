package qingdan.campaign;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "What a problem of a category says of itself.")
@RegisterForReflection
public record CategoryField(
    @Schema(
            description = "Name of the field, unique in its category.",
            examples = "beneficiaries",
            required = true)
        @NotNull
        @Size(min = 1, max = 40)
        @Pattern(regexp = "[a-z][a-zA-Z0-9]*")
        String code,
    @Schema(description = "In English.", examples = "Beneficiaries", required = true)
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String labelEn,
    @Schema(description = "In Chinese.", examples = "受益人数", required = true)
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 100)
        String labelZh,
    @Schema(description = "What it holds.", required = true) @NotNull Type type,
    @Schema(description = "True: a problem cannot do without it.", required = true) @NotNull
        Boolean required) {

  @Schema(name = "CategoryFieldType", description = "What a field holds.", examples = "NUMBER")
  public enum Type {
    TEXT,
    NUMBER,
    DATE
  }
}
