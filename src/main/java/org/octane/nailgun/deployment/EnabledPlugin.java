package org.octane.nailgun.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import org.octane.nailgun.model.Version;

/**
 * A plugin of Fuel that a cluster has enabled.
 *
 * @param packageVersion of its format, such as {@code 3.0.0}
 * @param releases which releases it fits, and where its files for them are
 * @param tasks of the old form, by stages
 * @param deploymentTasks of the graph
 */
public record EnabledPlugin(
        String name,
        String version,
        String packageVersion,
        JsonNode releases,
        JsonNode tasks,
        JsonNode deploymentTasks) {

    private static final Version IN_TABLES = Version.of("3.0.0");

    /** Whether its tasks of the old form are on the Fuel master's disk only. */
    public boolean keepsTasksInItsFolder() {
        return tasks.isEmpty() && Version.of(packageVersion).compareTo(IN_TABLES) < 0;
    }

    /** @param others in the place of its tasks */
    public EnabledPlugin with(JsonNode others) {
        return new EnabledPlugin(name, version, packageVersion, releases, others, deploymentTasks);
    }
}
