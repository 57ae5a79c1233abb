package org.octane.preflight.reach;

import java.util.List;
import org.octane.node.NodeLogin.Contact;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;

/** All nodes concerned, reached at the same time. */
final class NodeReachability {

    private NodeReachability() {}

    static List<Contact> of(PlannedUpgrade upgrade, NodeProbes probes) {
        return upgrade.installed().stream().map(probes::reach).toList().stream()
                .map(contact -> NodeProbes.join(contact::join))
                .toList();
    }
}
