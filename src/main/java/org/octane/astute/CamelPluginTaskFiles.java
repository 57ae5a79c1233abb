package org.octane.astute;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.octane.node.probe.ProbeRoute;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/** Reads through a route that runs the script on the Fuel master over SSH. */
record CamelPluginTaskFiles(ProbeRoute route) implements PluginTaskFiles {

    private static final int NO_CLUSTER = 0;

    @Override
    public Optional<String> tasks(String folder) {
        var results = route.results(StepCall.MASTER, "plugin-tasks", NO_CLUSTER, null, Map.of("folder", folder));
        if (results.containsKey("tasks")) {
            return Optional.of(text(folder, results.get("tasks")));
        }
        if (results.containsKey("absent")) {
            return Optional.empty();
        }
        throw StepFailure.passing("The Fuel master did not say which tasks the plugin in folder " + folder + " has");
    }

    private static String text(String folder, String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StepFailure.passing("The Fuel master's answer with the tasks of the plugin in folder " + folder
                    + " has arrived in part only");
        }
    }
}
