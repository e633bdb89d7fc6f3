package qingdan.inspection;

import java.util.UUID;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "TeamMember", description = "Who inspects, so that a unit can tell who comes.")
@RegisterForReflection
record TeamMember(
    @Schema(description = "Id of the account.", required = true) UUID account,
    @Schema(description = "Name.", examples = "张某", required = true) String name) {}
