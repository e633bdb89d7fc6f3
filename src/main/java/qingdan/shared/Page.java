package qingdan.shared;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A part of a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
    @Schema(
            description = "The rows, at most as many as `limit` asked for.",
            required = true,
            maxItems = 200)
        List<T> items,
    @Schema(
            description =
                "Address of the next page, relative to the server; absent on the last page.",
            examples = "/api/v1/units?limit=50&cursor=djE6")
        String next) {}
