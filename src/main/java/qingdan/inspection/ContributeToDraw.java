package qingdan.inspection;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import qingdan.shared.OneLine;
import qingdan.shared.Text;

@Schema(description = "What somebody outside the office adds to a draw.")
record ContributeToDraw(
    @Schema(
            description =
                "Something that nobody knew when the office committed, such as the lottery numbers of the day.",
            examples = "双色球 2019117 期 03 06 11 14 23 29 + 08")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String contribution,
    @Schema(description = "Who supplied it: name and office.", examples = "李某，市监督委员会")
        @NotNull
        @Text
        @OneLine
        @Size(min = 1, max = 200)
        String suppliedBy) {}
