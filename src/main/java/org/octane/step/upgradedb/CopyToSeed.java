package org.octane.step.upgradedb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.octane.node.NodeFiles;
import org.octane.step.Outcome;
import org.octane.step.StepCall;

/**
 * The step that brings files of this upgrade from the first original controller to a node of the seed. They are named by the
 * parameter {@code files}, separated by spaces, and lie in the folder that node scripts call OCTANE_STATE. The parameter {@code sums}
 * names, in the same order, parameters with their SHA-256; without it each file is read once more, to be summed.
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
        for (var file : files(call)) {
            if (!files.has(target(call), file.path(), checksum(call, from, file), timeout(call))) {
                return Outcome.missing(
                        "Node " + target(call) + " doesn't have " + file.path() + " of node " + from + ".");
            }
        }
        return Outcome.done("Node " + target(call) + " has the files of node " + from + ".");
    }

    /** Goes on where an attempt before it broke off. */
    public Outcome act(StepCall call) {
        int from = source.applyAsInt(call);
        for (var file : files(call)) {
            files.copy(from, file.path(), target(call), file.path(), checksum(call, from, file), timeout(call));
        }
        return Outcome.done("Copied from node " + from + " to node " + target(call) + ".", Map.of());
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    /** @param sha256 as it was noted when the file was made, null: its step has noted none */
    private record Copied(String path, String sha256) {}

    private static List<Copied> files(StepCall call) {
        var names = call.parameters().get("files").split(" ");
        var sums = call.parameters().getOrDefault("sums", "").split(" ");
        return IntStream.range(0, names.length)
                .mapToObj(i -> new Copied(
                        "/var/lib/octane/cluster-" + call.original() + "/upgrade-" + call.upgrade() + "/" + names[i],
                        i < sums.length ? call.parameters().get(sums[i]) : null))
                .toList();
    }

    private String checksum(StepCall call, int from, Copied file) {
        return file.sha256() == null ? files.checksum(from, file.path(), timeout(call)) : file.sha256();
    }

    private static int target(StepCall call) {
        return call.nodes().get(0);
    }

    private static Duration timeout(StepCall call) {
        return Duration.ofSeconds(Long.parseLong(call.parameters().getOrDefault("timeout", DEFAULT_TIMEOUT)));
    }
}
