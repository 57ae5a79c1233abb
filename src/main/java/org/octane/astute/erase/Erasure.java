package org.octane.astute.erase;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.step.Phase;
import org.octane.step.StepCall;

/**
 * Nodes that are about to lose their systems.
 *
 * @param call of the step that has it done
 * @param operation what Astute is told to do
 * @param cluster whose nodes they have to be
 * @param nodes those that it is about
 * @param begun those that this step has had erased before, or may have
 */
public record Erasure(
        StepCall call, NodeOperation operation, int cluster, Collection<Integer> nodes, Set<Integer> begun) {

    private static final long NO_STEP = 0;

    /** Asked for over REST, of nodes that are still in the original. */
    public static Erasure ofNoStep(int original, int seed, List<Integer> nodes) {
        return ofNoStep(original, seed, original, nodes);
    }

    /** The same once they are in the seed, and wait to be installed. */
    public static Erasure waiting(int original, int seed, List<Integer> nodes) {
        return ofNoStep(original, seed, seed, nodes);
    }

    private static Erasure ofNoStep(int original, int seed, int cluster, List<Integer> nodes) {
        var call = new StepCall(NO_STEP, NO_STEP, "", "assign", Phase.CHECK, 1, 0, nodes, original, seed, Map.of());
        return new Erasure(call, NodeOperation.PROVISION, cluster, nodes, Set.of());
    }

    /** They have what they were installed with, and are in no step's hands. */
    boolean isOfNoStep() {
        return call.step() == NO_STEP;
    }

    /** They are installed with a release, not left without one. */
    boolean installs() {
        return operation == NodeOperation.PROVISION;
    }

    /** It is installed again with what it had: whatever it has now is not meant to stay. */
    boolean isWayBack() {
        return call.phase() == Phase.UNDO;
    }

    /** What to do, with the numbers of the upgrade and of the step. */
    String told(String remedy) {
        return isOfNoStep()
                ? remedy.replaceFirst("[,;] then: octane .*", "; then ask for it again.")
                : remedy.formatted(call.upgrade(), call.step());
    }

    boolean hasBegun(int node) {
        return begun.contains(node);
    }
}
