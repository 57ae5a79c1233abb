package org.octane.step.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.model.Node;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * Turns a step about nodes into one that runs on the seed's first controller, or without a seed on the first one that has the new
 * release, where the clients of nova and Ceph are; with parameter
 * {@code cluster: original} on that of the cluster whose nodes stay. The script finds the nodes' names in {@code SUBJECTS}, the first one's in {@code SUBJECT}.
 */
public final class OnSeedController {

    /** Of no step. */
    private static final long LOOK = 0;

    private final ClusterFacts clusters;

    public OnSeedController(ClusterFacts clusters) {
        this.clusters = clusters;
    }

    public StepCall onSeedController(StepCall call) {
        if ("original".equals(call.parameters().get("cluster"))) {
            var members = clusters.nodes(List.of(call.original()));
            return onController(
                    call,
                    members,
                    members.stream().filter(member -> member.has("controller")).toList());
        }
        var sides = Sides.of(clusters, call);
        var controllers = sides.seedControllers();
        // Whoever only looks may do so before there is a seed that serves.
        return onController(
                call,
                sides.nodes(),
                controllers.isEmpty() && call.step() == LOOK ? sides.originalControllers() : controllers);
    }

    private static StepCall onController(StepCall call, List<Node> members, List<Node> controllers) {
        var controller = controllers.stream()
                .findFirst()
                .orElseThrow(() -> StepFailure.lasting(
                        "Cluster " + call.original() + " has no controller that serves, neither its own nor a seed's.",
                        "See in Nailgun whether it was deleted."));
        var names = new ArrayList<String>();
        for (int node : call.nodes()) {
            members.stream().filter(m -> m.id() == node).map(Node::hostname).forEach(names::add);
        }
        return call.on(List.of(controller.id()))
                .with(Map.of("SUBJECTS", String.join(" ", names), "SUBJECT", names.isEmpty() ? "" : names.get(0)));
    }
}
