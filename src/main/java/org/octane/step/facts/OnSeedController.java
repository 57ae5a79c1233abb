package org.octane.step.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.ClusterFacts;
import org.octane.nailgun.model.Node;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * Turns a step about nodes into one that runs on the seed's first controller, where the clients of nova and Ceph are; with parameter
 * {@code cluster: original} on that of the cluster whose nodes stay. The script finds the nodes' names in {@code SUBJECTS}, the first one's in {@code SUBJECT}.
 */
public final class OnSeedController {

    private final ClusterFacts clusters;

    public OnSeedController(ClusterFacts clusters) {
        this.clusters = clusters;
    }

    public StepCall onSeedController(StepCall call) {
        if ("original".equals(call.parameters().get("cluster"))) {
            return onController(call, clusters.nodes(List.of(call.original())), call.original());
        }
        if (call.seed() == null) {
            throw StepFailure.lasting(
                    "Cluster " + call.original() + " has no seed.", "See in Nailgun whether it was deleted.");
        }
        var members = clusters.nodes(List.of(call.original(), call.seed()));
        return onController(call, members, call.seed());
    }

    private static StepCall onController(StepCall call, List<Node> members, int cluster) {
        var controller = members.stream()
                .filter(m -> m.cluster() == cluster && m.has("controller"))
                .findFirst()
                .orElseThrow(() -> StepFailure.lasting(
                        "Cluster " + cluster + " has no controller.", "See in Nailgun whether it was deleted."));
        var names = new ArrayList<String>();
        for (int node : call.nodes()) {
            members.stream().filter(m -> m.id() == node).map(Node::hostname).forEach(names::add);
        }
        return call.on(List.of(controller.id()))
                .with(Map.of("SUBJECTS", String.join(" ", names), "SUBJECT", names.isEmpty() ? "" : names.get(0)));
    }
}
