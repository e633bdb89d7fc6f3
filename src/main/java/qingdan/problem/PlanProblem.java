package qingdan.problem;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.Text;

@Schema(
    description =
        "The plan of a problem. What is absent stays as it was planned; all that lacks then is named at once.")
@RegisterForReflection
record PlanProblem(
    @Schema(
            description =
                "The one unit that answers for it (责任单位), anywhere in the campaign's tree.",
            examples = "code:120101001000",
            nullable = true)
        @Size(min = 1, max = 80)
        String responsibleUnit,
    @Schema(description = "Who answers for it there (责任人).", examples = "王某", nullable = true)
        @Text
        @Size(min = 1, max = 100)
        String responsiblePerson,
    @Schema(description = "The office of that person.", examples = "镇长", nullable = true)
        @Text
        @Size(min = 1, max = 100)
        String responsibleOffice,
    @Schema(
            description = "Units that work on it too (配合单位), anywhere in the campaign's tree.",
            examples = "[\"code:120102000000\"]",
            nullable = true)
        @Size(max = 50)
        List<@NotNull @Size(min = 1, max = 80) String> jointUnits,
    @Schema(
            description =
                "Last day, not in the past. Once planned, a later one needs an extension.",
            examples = "2026-12-31",
            nullable = true)
        LocalDate deadline,
    @Schema(description = "The steps (整改措施); they replace those planned before.", nullable = true)
        @Size(max = 50)
        List<@NotNull @Valid Step> measures) {

  @Schema(name = "PlanMeasure", description = "A step of a plan.")
  @RegisterForReflection
  record Step(
      @Schema(description = "Made by the client, or by the service when absent.", nullable = true)
          UUID id,
      @Schema(description = "What is done.", examples = "疏通主路排水沟 800 米")
          @NotNull
          @Text
          @Size(min = 1, max = 500)
          String title,
      @Schema(
              description =
                  "Who does it: the responsible unit when absent, or one of the joint units.",
              nullable = true)
          @Size(min = 1, max = 80)
          String unit,
      @Schema(
              description = "Last day; that of the problem when absent.",
              examples = "2026-12-15",
              nullable = true)
          LocalDate deadline) {}
}
