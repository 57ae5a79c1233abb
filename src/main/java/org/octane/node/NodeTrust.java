package org.octane.node;

import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.octane.nailgun.NodeDirectory;
import org.octane.plan.Refusal;
import org.octane.step.StepCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code nodeTrust}: forgets a node's host key when an operator confirms that a new one is genuine. */
public final class NodeTrust {

    private static final Logger LOG = LoggerFactory.getLogger(NodeTrust.class);

    private final PinnedHostKeys hostKeys;
    private final NodeDirectory nailgun;

    NodeTrust(PinnedHostKeys hostKeys, NodeDirectory nailgun) {
        this.hostKeys = hostKeys;
        this.nailgun = nailgun;
    }

    /** @return {@code forgotten}: whether a key was pinned; the next contact pins the one that is shown then */
    public Map<String, Object> trust(@Header("node_id") int node, @Body Map<String, String> body) {
        boolean known = node == StepCall.MASTER || nailgun.exists(node);
        if (!known) {
            throw new Refusal(Refusal.Kind.NOT_FOUND, "Node with id " + node + " was not found.");
        }
        boolean forgotten = hostKeys.forgotten(node);
        LOG.atInfo()
                .addKeyValue("node", node)
                .addKeyValue("actor", body.getOrDefault("person", "operator"))
                .log("Host key forgotten by an operator; the next contact pins the new one");
        return Map.of("node_id", node, "forgotten", forgotten);
    }
}
