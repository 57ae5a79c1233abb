package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Who runs a task. */
@FunctionalInterface
interface RoleResolver {

    /** @param roles {@code *}, {@code master}, or a list of roles */
    List<String> uids(JsonNode roles);
}
