package org.octane.step.upgradeenv;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.octane.nailgun.NodeMoves;
import org.octane.nailgun.model.Address;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * Step {@code assign-controllers}: spare servers are the seed's controllers, with disks and interfaces like an original
 * controller's and the public and management addresses of one each.
 */
public final class AssignControllers {

    private static final Set<String> SHARED = Set.of("public", "management");

    private final NodeMoves nailgun;

    public AssignControllers(NodeMoves nailgun) {
        this.nailgun = nailgun;
    }

    public Outcome check(StepCall call) {
        var missing = missing(call);
        return missing.isEmpty()
                ? Outcome.done("Servers " + call.nodes() + " are controllers of seed " + call.seed() + ".")
                : Outcome.missing("Servers " + missing + " are not controllers of seed " + call.seed() + " yet.");
    }

    public Outcome act(StepCall call) {
        var missing = missing(call);
        if (!missing.isEmpty()) {
            nailgun.assignControllers(call.seed(), missing);
        }
        return check(call);
    }

    public Outcome verify(StepCall call) {
        var members = check(call);
        if (members.kind() != Outcome.Kind.DONE) {
            return members;
        }
        var shared = shared(call.original());
        var strange = nailgun.addresses(call.seed()).stream()
                .filter(a -> SHARED.contains(a.network()) && call.nodes().contains(a.node()))
                .map(Address::address)
                .filter(address -> !shared.contains(address))
                .toList();
        return strange.isEmpty()
                ? Outcome.done(members.message(), Map.of("addresses", String.join(" ", shared)))
                : Outcome.missing("Addresses " + strange + " are not those of the original's controllers.");
    }

    /** Nailgun's own receiver has deleted a server that was erased: it is discovered anew, with another id. */
    public Outcome undo(StepCall call) {
        if (call.seed() != null) {
            nailgun.nodes(call.seed()).stream()
                    .map(node -> node.id())
                    .filter(call.nodes()::contains)
                    .forEach(nailgun::releaseNode);
        }
        return Outcome.done("Servers " + call.nodes() + " are spare again.");
    }

    private List<Integer> missing(StepCall call) {
        if (call.seed() == null) {
            throw StepFailure.lasting("Cluster " + call.original() + " has no seed.", "Run clone-environment first.");
        }
        return call.nodes().stream()
                .filter(id -> {
                    var node = nailgun.node(id);
                    return !call.seed().equals(node.cluster()) || !node.has("controller");
                })
                .toList();
    }

    private Set<String> shared(int cluster) {
        var controllers = nailgun.nodes(cluster).stream()
                .filter(n -> n.has("controller"))
                .map(n -> n.id())
                .toList();
        return nailgun.addresses(cluster).stream()
                .filter(a -> SHARED.contains(a.network()) && controllers.contains(a.node()))
                .map(Address::address)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
