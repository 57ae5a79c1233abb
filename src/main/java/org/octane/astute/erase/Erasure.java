package org.octane.astute.erase;

import java.util.Collection;
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
        return remedy.formatted(call.upgrade(), call.step());
    }

    boolean hasBegun(int node) {
        return begun.contains(node);
    }
}
