package org.octane.astute;

import java.util.ArrayList;
import java.util.List;
import org.octane.nailgun.deployment.NodeReport;
import org.octane.step.Phase;
import org.octane.step.StepOutput;

/** Tells in the log of a step what Astute says of its cast: how far each node is, what has failed, how it ended. */
record CastOutput(StepOutput output) {

    void heard(Cast cast, Reply reply) {
        for (NodeReport node : reply.report().nodes()) {
            List<String> words = new ArrayList<>();
            if (node.status() != null) {
                words.add(node.status());
            }
            if (node.progress() != null) {
                words.add(node.progress() + " %");
            }
            if (node.errorMessage() != null) {
                words.add(node.errorMessage());
            }
            if (Boolean.FALSE.equals(node.online())) {
                words.add("offline");
            }
            output.print(from(cast, node.id()), String.join(", ", words));
        }
        if (reply.isFinal()) {
            output.print(
                    from(cast, null),
                    "Astute: " + (reply.isReady() ? "ready" : "error")
                            + (reply.error() == null ? "" : ": " + reply.error()));
        } else if (reply.report().progress() != null) {
            output.print(from(cast, null), "Astute: " + reply.progress() + " %");
        }
    }

    void ended(Cast cast, String why) {
        output.print(from(cast, null), "It ended without a word of Astute: " + why);
    }

    private static StepOutput.Source from(Cast cast, Integer node) {
        return new StepOutput.Source(cast.upgrade(), cast.step(), cast.attempt(), Phase.ACT, node);
    }
}
