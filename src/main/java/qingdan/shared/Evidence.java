package qingdan.shared;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
    name = "Evidence",
    description = "What shows that work was done: a reference, or a file with its digest.")
@RegisterForReflection
public record Evidence(
    @Schema(description = "What it is.", required = true) @NotNull EvidenceType type,
    @Schema(description = "Day that it is of.", examples = "2026-11-20", required = true) @NotNull
        LocalDate date,
    @Schema(description = "Where it can be found.", examples = "津环改〔2019〕12号", nullable = true)
        @Text
        @Size(min = 1, max = 500)
        String reference,
    @Schema(description = "Name of a file.", examples = "竣工照片.jpg", nullable = true)
        @Text
        @Size(min = 1, max = 255)
        String fileName,
    @Schema(
            description = "SHA-256 of the file, in hexadecimal.",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            nullable = true)
        @Size(min = 64, max = 64)
        @Pattern(regexp = "[0-9a-f]{64}")
        String digest) {

  public boolean showsNothing() {
    return reference == null && (fileName == null || digest == null);
  }
}
