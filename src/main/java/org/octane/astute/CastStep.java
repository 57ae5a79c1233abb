package org.octane.astute;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.octane.astute.erase.Erasing;
import org.octane.astute.erase.Erasure;
import org.octane.failure.Code;
import org.octane.nailgun.Deployments;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.NodeState;
import org.octane.nailgun.deployment.TaskState;
import org.octane.step.Outcome;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;

/**
 * A step that Astute carries out, for all its nodes in one cast.
 *
 * <p>Parameters: {@code isolated} true for controllers that must not meet the original's on the network; {@code keep} names
 * of volumes, separated by commas, whose data stays beside those that Nailgun has marked; {@code cluster}
 * {@code original} to cast for the original, whose nodes are not erased when it is taken back; {@code also} {@code controllers}
 * to deploy with them, as Nailgun does, all controllers that have their release: those learn of the new ones by that alone.
 */
public final class CastStep {

    private final NodeOperation kind;
    private final CastDispatcher dispatcher;
    private final Deployments nailgun;

    private final Erasing erasing;

    CastStep(NodeOperation kind, CastDispatcher dispatcher, Deployments nailgun, Erasing erasing) {
        this.kind = kind;
        this.dispatcher = dispatcher;
        this.nailgun = nailgun;
        this.erasing = erasing;
    }

    public Outcome check(StepCall call) {
        return look(whole(call), kind);
    }

    public Outcome act(StepCall call) {
        return cast(whole(call), kind);
    }

    public Outcome verify(StepCall call) {
        var missing = missing(whole(call), kind);
        return missing.isEmpty() ? done(call, kind) : Outcome.missing(sentence(missing));
    }

    private StepCall whole(StepCall call) {
        if (!"controllers".equals(call.parameters().get("also"))) {
            return call;
        }
        var nodes = new TreeSet<>(call.nodes());
        dispatcher.messages().cluster(cluster(call), call.nodes()).nodes().stream()
                .filter(node -> node.has("controller") && node.isInstalled())
                .map(ClusterData.Node::id)
                .forEach(nodes::add);
        return call.on(List.copyOf(nodes));
    }

    /**
     * Servers whose installation was asked for are erased and wait for another use; a deployment goes with its installation.
     */
    public Outcome undo(StepCall call) {
        if (kind != NodeOperation.PROVISION
                || dispatcher.last(call, kind).isEmpty()
                || nailgun.nodes(call.nodes()).stream().noneMatch(n -> isHere(call, n))) {
            return Outcome.done("Nothing to take back");
        }
        var installing = dispatcher.last(call, kind).filter(Cast::inFlight);
        if (installing.isPresent()) {
            var awaited = dispatcher.awaited(call, installing.get());
            if (awaited.isPresent()) {
                return awaited.get();
            }
        }
        if (ofOriginal(call)) {
            // Erased it would be lost to its cluster; a step before this one may install it again.
            return Outcome.done("Nothing to take back");
        }
        var removal = look(call, NodeOperation.REMOVE);
        return removal.kind() == Outcome.Kind.MISSING ? cast(call, NodeOperation.REMOVE) : removal;
    }

    private Outcome cast(StepCall call, NodeOperation what) {
        var open =
                what != NodeOperation.PROVISION || dispatcher.last(call, what).isEmpty()
                        ? call.nodes()
                        // It would erase a node that an earlier attempt has installed.
                        : missing(call, what).stream().map(NodeState::id).toList();
        if (open.isEmpty()) {
            return done(call, what);
        }
        boolean isolated = Boolean.parseBoolean(call.parameters().get("isolated"));
        return dispatcher.cast(call.on(open), what, cluster(call), isolated, () -> mustBeHarmless(call, what, open));
    }

    /** Hours may lie between the plan and this moment, and somebody may have worked on the nodes. */
    private void mustBeHarmless(StepCall call, NodeOperation what, List<Integer> nodes) {
        if (what.erases()) {
            var begun = dispatcher.casts().begun(call.step(), what);
            erasing.mustBeHarmless(new Erasure(call, what, cluster(call), nodes, begun));
        }
    }

    private Outcome look(StepCall call, NodeOperation what) {
        var last = dispatcher.last(call, what);
        if (last.isEmpty()) {
            return Outcome.missing("Nothing was cast yet");
        }
        var cast = last.get();
        if (cast.inFlight()) {
            var awaited = dispatcher.awaited(call, cast);
            // It ended meanwhile: how, is in its row.
            return awaited.isPresent() ? awaited.get() : look(call, what);
        }
        var missing = missing(call, what);
        // A deployment can fail after its nodes are ready, in tasks of the Fuel master.
        if (missing.isEmpty() && (!what.deploys() || cast.ready() || cast.lost())) {
            return done(call, what);
        }
        if (what.isTask() && dispatcher.leftToNailgun() && nailgun.task(cast.task()) == TaskState.OPEN) {
            return followed(cast, missing);
        }
        if (cast.attempt() < call.attempt()) {
            return Outcome.missing("The last cast failed: " + cast.error());
        }
        if (cast.neverSent()) {
            return Outcome.missing("Whoever was to send the last cast had ended before");
        }
        throw failure(cast, missing).provedOn(done(call, cast, missing));
    }

    /**
     * Nodes that are done though the cast has failed; none if it has failed on the Fuel master, too: of whose tasks is not known what they
     * were to do for which node.
     */
    private static List<Integer> done(StepCall call, Cast cast, List<NodeState> missing) {
        var failed = missing.stream().map(NodeState::id).collect(Collectors.toSet());
        return failed.isEmpty() || cast.failedOnMaster()
                ? List.of()
                : call.nodes().stream().filter(node -> !failed.contains(node)).toList();
    }

    /** Before it has written which nodes are done, nobody knows which ones may be installed again. */
    private Outcome followed(Cast cast, List<NodeState> missing) {
        if (dispatcher.nailgunMayFollow(cast)) {
            return Outcome.waiting("Nailgun has not taken the end in yet", WakeUp.after(Duration.ofSeconds(1)));
        }
        throw new StepFailure(
                        "Nailgun's receiver has not written the end of task " + cast.task(),
                        true,
                        null,
                        sentence(missing),
                        "Look on the Fuel master whether Nailgun's receiver runs (receiverd), or set"
                                + " octane.nailgun.receiver=true")
                .as(Code.ASTUTE_FAILED);
    }

    private static Outcome done(StepCall call, NodeOperation what) {
        var ids = call.nodes().stream().map(String::valueOf).collect(Collectors.joining(" "));
        return Outcome.done("All nodes are " + what.done(), Map.of("nodes", ids));
    }

    private List<NodeState> missing(StepCall call, NodeOperation what) {
        return nailgun.nodes(call.nodes()).stream()
                .filter(node -> !(node.reached(what) && (isHere(call, node) || node.isGone())))
                .toList();
    }

    private static boolean isHere(StepCall call, NodeState node) {
        return node.cluster() != null && node.cluster() == cluster(call);
    }

    private static StepFailure failure(Cast cast, List<NodeState> missing) {
        var message = cast.error() == null ? "Not all nodes are " + cast.kind().done() : cast.error();
        return new StepFailure(
                        message,
                        true,
                        null,
                        sentence(missing),
                        "Astute's log on the Fuel master says more of task " + cast.task())
                .as(Code.ASTUTE_FAILED);
    }

    private static boolean ofOriginal(StepCall call) {
        return "original".equals(call.parameters().get("cluster"));
    }

    private static int cluster(StepCall call) {
        if (ofOriginal(call)) {
            return call.original();
        }
        if (call.seed() == null) {
            throw StepFailure.lasting(
                    "Cluster " + call.original() + " has no seed.", "See in Nailgun whether it was deleted.");
        }
        return call.seed();
    }

    private static String sentence(List<NodeState> nodes) {
        return nodes.stream().map(NodeState::toString).collect(Collectors.joining("; "));
    }
}
