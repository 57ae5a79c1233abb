package org.octane.step.upgradenode;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.octane.nailgun.NodeMoves;
import org.octane.nailgun.model.Address;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * Steps {@code reassign} and {@code reassign-controller}: the nodes belong to the seed, to be installed anew with the
 * roles they have. Refused where the seed has a node with the same management or public address: a controller of the
 * original whose place is taken.
 */
public final class Reassign {

    private static final Set<String> ON_THE_WIRE = Set.of("public", "management");

    private final NodeMoves nailgun;

    public Reassign(NodeMoves nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        var missing = missing(call);
        return missing.isEmpty()
                ? Outcome.done("Nodes " + call.nodes() + " belong to seed " + call.seed() + ".")
                : Outcome.missing("Nodes " + missing + " belong to cluster " + call.original() + ".");
    }

    public Outcome act(StepCall call) {
        var missing = missing(call);
        if (!missing.isEmpty()) {
            refuseTaken(call, missing);
            nailgun.assign(call.seed(), missing, true, List.of());
        }
        return check(call);
    }

    public Outcome verify(StepCall call) {
        return check(call);
    }

    /** Before their installation has begun; after it there is no way back. */
    public Outcome undo(StepCall call) {
        if (call.seed() == null) {
            return Outcome.done("Cluster " + call.original() + " has no seed.");
        }
        var moved = call.nodes().stream()
                .filter(id -> call.seed().equals(nailgun.node(id).cluster()))
                .toList();
        if (!moved.isEmpty()) {
            nailgun.giveBack(call.seed(), moved);
        }
        return Outcome.done("Nodes " + call.nodes() + " belong to cluster " + call.original() + " again.");
    }

    private List<Integer> missing(StepCall call) {
        return call.nodes().stream()
                .filter(id -> !call.seed().equals(nailgun.node(id).cluster()))
                .toList();
    }

    private void refuseTaken(StepCall call, List<Integer> nodes) {
        var taken = nailgun.addresses(call.seed()).stream()
                .filter(a -> ON_THE_WIRE.contains(a.network()))
                .map(Address::address)
                .collect(Collectors.toSet());
        nailgun.addresses(call.original()).stream()
                .filter(a ->
                        nodes.contains(a.node()) && ON_THE_WIRE.contains(a.network()) && taken.contains(a.address()))
                .findFirst()
                .ifPresent(a -> {
                    throw StepFailure.lasting(
                            "Address " + a.address() + " of " + a.hostname() + " belongs to a node of the seed.",
                            "A controller of the original whose place is taken cannot move; release it in Fuel"
                                    + " instead.");
                });
    }
}
