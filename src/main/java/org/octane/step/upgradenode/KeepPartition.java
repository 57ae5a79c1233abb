package org.octane.step.upgradenode;

import java.util.List;
import java.util.function.IntFunction;
import org.octane.nailgun.NodeMoves;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * Steps {@code keep-osd-partition}, {@code keep-vm-partition} and others of such names: the installation of the node leaves these
 * volumes alone. Of most the first one has to be there, the others are kept where they are.
 */
public final class KeepPartition {

    private static final String IMAGES = "image";

    private final NodeMoves nailgun;
    private final IntFunction<List<String>> volumes;
    private final boolean onlyIfVmsStay;
    private final boolean hasToBeThere;

    private KeepPartition(NodeMoves nailgun, List<String> volumes, boolean onlyIfVmsStay, boolean hasToBeThere) {
        this(nailgun, node -> volumes, onlyIfVmsStay, hasToBeThere);
    }

    private KeepPartition(
            NodeMoves nailgun, IntFunction<List<String>> volumes, boolean onlyIfVmsStay, boolean hasToBeThere) {
        this.nailgun = nailgun;
        this.volumes = volumes;
        this.onlyIfVmsStay = onlyIfVmsStay;
        this.hasToBeThere = hasToBeThere;
    }

    /** Where the journals have partitions of their own, an OSD without its journal is lost. */
    public static KeepPartition ofOsds(NodeMoves nailgun) {
        return new KeepPartition(nailgun, List.of("ceph", "cephjournal"), false, true);
    }

    /** VMs that moved away leave nothing worth keeping. */
    public static KeepPartition ofVms(NodeMoves nailgun) {
        return new KeepPartition(nailgun, List.of("vm"), true, true);
    }

    public static KeepPartition ofCinder(NodeMoves nailgun) {
        return new KeepPartition(nailgun, List.of("cinder"), false, true);
    }

    /** What a controller has of its own: the databases, and images that are not in Ceph. */
    public static KeepPartition ofDatabases(NodeMoves nailgun) {
        return new KeepPartition(nailgun, List.of("mysql", IMAGES), false, true);
    }

    /** Where images are in Ceph there is none. */
    public static KeepPartition ofImages(NodeMoves nailgun) {
        return new KeepPartition(nailgun, List.of(IMAGES), false, false);
    }

    /** Whatever roles a node has: all but its system. */
    public static KeepPartition ofAllData(NodeMoves nailgun) {
        return new KeepPartition(nailgun, nailgun::keepable, false, false);
    }

    public Outcome check(StepCall call) {
        if (onlyIfVmsStay && !"false".equals(call.parameters().get("live_migration"))) {
            return Outcome.done("The VMs move, nothing has to be kept.");
        }
        int node = call.nodes().get(0);
        var names = volumes.apply(node);
        for (var volume : names) {
            var kept = nailgun.isKept(node, volume);
            if (kept.isEmpty() && hasToBeThere && volume.equals(names.get(0))) {
                throw StepFailure.lasting(
                        "Node " + node + " has no volume '" + volume + "' whose data could be kept.",
                        "Look at the node's disks in Fuel.");
            }
            if (kept.isPresent() && !kept.get()) {
                return Outcome.missing("Volume '" + volume + "' of node " + node + " would be wiped.");
            }
        }
        return Outcome.done("The data on " + String.join(", ", names) + " of node " + node + " is kept.");
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
        for (var volume : volumes.apply(node)) {
            if (nailgun.isKept(node, volume).map(kept -> kept != wanted).orElse(false)) {
                nailgun.keepPartition(node, volume, wanted);
            }
        }
    }
}
