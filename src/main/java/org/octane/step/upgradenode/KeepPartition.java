package org.octane.step.upgradenode;

import java.util.List;
import org.octane.nailgun.NodeMoves;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * Steps {@code keep-osd-partition}, {@code keep-vm-partition}, {@code keep-cinder-partition}: the installation of the node
 * leaves these volumes alone. The first one has to be there, the others are kept where they are.
 */
public final class KeepPartition {

    private final NodeMoves nailgun;
    private final List<String> volumes;
    private final boolean onlyIfVmsStay;

    private KeepPartition(NodeMoves nailgun, List<String> volumes, boolean onlyIfVmsStay) {
        this.nailgun = nailgun;
        this.volumes = volumes;
        this.onlyIfVmsStay = onlyIfVmsStay;
    }

    /** Where the journals have partitions of their own, an OSD without its journal is lost. */
    public static KeepPartition ofOsds(NodeMoves nailgun) {
        return new KeepPartition(nailgun, List.of("ceph", "cephjournal"), false);
    }

    /** VMs that moved away leave nothing worth keeping. */
    public static KeepPartition ofVms(NodeMoves nailgun) {
        return new KeepPartition(nailgun, List.of("vm"), true);
    }

    public static KeepPartition ofCinder(NodeMoves nailgun) {
        return new KeepPartition(nailgun, List.of("cinder"), false);
    }

    public Outcome check(StepCall call) {
        if (onlyIfVmsStay && !"false".equals(call.parameters().get("live_migration"))) {
            return Outcome.done("The VMs move, nothing has to be kept.");
        }
        int node = call.nodes().get(0);
        for (var volume : volumes) {
            var kept = nailgun.isKept(node, volume);
            if (kept.isEmpty() && volume.equals(volumes.get(0))) {
                throw StepFailure.lasting(
                        "Node " + node + " has no volume '" + volume + "' whose data could be kept.",
                        "Look at the node's disks in Fuel.");
            }
            if (kept.isPresent() && !kept.get()) {
                return Outcome.missing("Volume '" + volume + "' of node " + node + " would be wiped.");
            }
        }
        return Outcome.done("The data on " + String.join(", ", volumes) + " of node " + node + " is kept.");
    }

    public Outcome act(StepCall call) {
        keep(call, true);
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    public Outcome undo(StepCall call) {
        keep(call, false);
        return Outcome.done("The next installation of node " + call.nodes().get(0) + " wipes its disks.");
    }

    private void keep(StepCall call, boolean wanted) {
        int node = call.nodes().get(0);
        for (var volume : volumes) {
            if (nailgun.isKept(node, volume).map(kept -> kept != wanted).orElse(false)) {
                nailgun.keepPartition(node, volume, wanted);
            }
        }
    }
}
