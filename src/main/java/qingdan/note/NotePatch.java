package qingdan.note;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(
    name = "GuidanceNotePatch",
    description = "The fields to change; absent ones stay. To whom it is addressed stays for ever.")
@RegisterForReflection
record NotePatch(
    @Schema(description = "Title.", examples = "关于农村基层党组织开展主题教育的指导意见")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String title,
    @Schema(description = "What it says.") @NotNull @Text @Size(min = 1, max = 20000) String text,
    @Schema(description = "What to look at, point by point.", maxItems = 20)
        @NotNull
        @Size(max = 20)
        List<@NotNull @Size(min = 1, max = 500) @Pattern(regexp = ".*\\S.*") String> focus,
    @Schema(description = "For whom in these units; for all when empty.", maxItems = 10)
        @NotNull
        @Size(max = 10)
        List<@NotNull Audience> audiences,
    @Schema(
            description =
                "Until the end of which day a receipt is on time: from today on it is judged by this.",
            examples = "2019-09-20")
        @NotNull
        LocalDate dueOn) {

  static NotePatch of(Note note) {
    return new NotePatch(note.title(), note.text(), note.focus(), note.audiences(), note.dueOn());
  }
}
