package org.octane.step.upgradenode;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
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
    /** A controller gets these from the others. */
    private static final Set<String> OF_CONTROLLERS = Set.of("mysql", IMAGES, "horizon");

    private final NodeMoves nailgun;
    private final IntFunction<List<String>> volumes;
    private final boolean hasToBeThere;

    private KeepPartition(NodeMoves nailgun, List<String> volumes, boolean hasToBeThere) {
        this(nailgun, node -> volumes, hasToBeThere);
    }

    private KeepPartition(NodeMoves nailgun, IntFunction<List<String>> volumes, boolean hasToBeThere) {
        this.nailgun = nailgun;
        this.volumes = volumes;
        this.hasToBeThere = hasToBeThere;
    }

    /** Where the journals have partitions of their own, an OSD without its journal is lost. */
    public static KeepPartition ofOsds(NodeMoves nailgun) {
        return ofNode(nailgun, "ceph");
    }

    /** Also where VMs move: those that do not run stay, and their disks with them. */
    public static KeepPartition ofVms(NodeMoves nailgun) {
        return ofNode(nailgun, "vm");
    }

    public static KeepPartition ofCinder(NodeMoves nailgun) {
        return ofNode(nailgun, "cinder");
    }

    /** The volume of a role, and what else is on the node: it may have roles that nobody planned for. */
    private static KeepPartition ofNode(NodeMoves nailgun, String volume) {
        return new KeepPartition(
                nailgun,
                node -> Stream.concat(
                                Stream.of(volume),
                                nailgun.keepable(node).stream().filter(other -> !OF_CONTROLLERS.contains(other)))
                        .distinct()
                        .toList(),
                true);
    }

    /** What a controller has of its own: the databases, and images that are not in Ceph. */
    public static KeepPartition ofDatabases(NodeMoves nailgun) {
        return new KeepPartition(nailgun, List.of("mysql", IMAGES), true);
    }

    /** Where images are in Ceph there is none. */
    public static KeepPartition ofImages(NodeMoves nailgun) {
        return new KeepPartition(nailgun, List.of(IMAGES), false);
    }

    /** Whatever roles a node has: all but its system. */
    public static KeepPartition ofAllData(NodeMoves nailgun) {
        return new KeepPartition(nailgun, nailgun::keepable, false);
    }

    public Outcome check(StepCall call) {
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
