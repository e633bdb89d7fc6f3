package qingdan.campaign;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "The fields to change; absent ones stay. The code stays for ever.")
@RegisterForReflection
record CategoryPatch(
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
    @Schema(
            description = "What its problems say: replaces the whole list; no code twice.",
            maxItems = 30)
        @NotNull
        @Size(max = Categories.MOST_FIELDS)
        List<@NotNull @Valid CategoryField> fields) {

  static CategoryPatch of(CategoryView category) {
    return new CategoryPatch(category.labelEn(), category.labelZh(), category.fields());
  }
}
