package org.octane.astute;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.octane.node.probe.ProbeRoute;
import org.octane.step.StepCall;

/** Looks through a route that runs the script on the Fuel master over SSH. */
record CamelTaskLook(ProbeRoute route) implements TaskLook {

    private static final int NO_CLUSTER = 0;

    @Override
    public Map<String, String> at(UUID task, Duration age) {
        var parameters = Map.of("task", task == null ? "" : task.toString(), "age", Long.toString(age.toSeconds()));
        return route.results(StepCall.MASTER, "astute", NO_CLUSTER, null, parameters);
    }
}
