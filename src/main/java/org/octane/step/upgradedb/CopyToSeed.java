package org.octane.step.upgradedb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.octane.node.NodeFiles;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/**
 * The step that brings files of this upgrade from the first original controller to a node of the seed. They are named by the
 * parameter {@code files}, separated by spaces, and lie in the folder that node scripts call OCTANE_STATE.
 */
public final class CopyToSeed {

    private static final String DEFAULT_TIMEOUT = "3600";

    private final NodeFiles files;
    private final ToIntFunction<StepCall> source;

    /** @param source says from which node */
    public CopyToSeed(NodeFiles files, ToIntFunction<StepCall> source) {
        this.files = files;
        this.source = source;
    }

    public Outcome check(StepCall call) {
        int from = source.applyAsInt(call);
        for (var file : paths(call)) {
            if (!files.same(from, file, target(call), file, timeout(call))) {
                return Outcome.missing("Node " + target(call) + " doesn't have " + file + " of node " + from + ".");
            }
        }
        return Outcome.done("Node " + target(call) + " has the files of node " + from + ".");
    }

    /** Goes on where an attempt before it broke off. */
    public Outcome act(StepCall call) {
        int from = source.applyAsInt(call);
        for (var file : paths(call)) {
            files.copy(from, file, target(call), file, timeout(call));
        }
        return Outcome.done("Copied from node " + from + " to node " + target(call) + ".", Map.of());
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    private static List<String> paths(StepCall call) {
        return List.of(call.parameters().get("files").split(" ")).stream()
                .map(file -> "/var/lib/octane/cluster-" + call.original() + "/upgrade-" + call.upgrade() + "/" + file)
                .toList();
    }

    private static int target(StepCall call) {
        return call.nodes().get(0);
    }

    private static Duration timeout(StepCall call) {
        return Duration.ofSeconds(Long.parseLong(call.parameters().getOrDefault("timeout", DEFAULT_TIMEOUT)));
    }
}
