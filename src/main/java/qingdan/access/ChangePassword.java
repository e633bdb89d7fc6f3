package qingdan.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The password as it is and as it shall be.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChangePassword(
    @Schema(description = "The password in force.", examples = "correct horse battery staple")
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        @NotNull
        @Size(min = 1, max = 200)
        String current,
    @Schema(
            description = "The new one, 12 characters to 72 bytes.",
            examples = "a staple for another horse")
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        @NotNull
        @Size(min = 12, max = 72)
        String password) {}
