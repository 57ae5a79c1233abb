package org.octane.preflight.reach;

import java.util.List;
import org.octane.node.NodeLogin.Contact;
import org.octane.node.NodeLogin.Kind;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Octane can log in to every node concerned. */
public final class SshReach implements Check {

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public String why() {
        return "Most of an upgrade is done on the nodes; one that can't be reached stops it half-way.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.installed().isEmpty() ? "No node is concerned." : null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var contacts = NodeReachability.of(upgrade, probes);
        List<Contact> lost = contacts.stream()
                .filter(contact -> contact.kind() != Kind.ANSWERS && contact.kind() != Kind.OTHER_KEY)
                .toList();
        if (lost.isEmpty()) {
            return Verdict.passed("Octane can log in to " + Verdict.nodes(contacts.size()) + ".");
        }
        var remedy = lost.get(0).remedy();
        return Verdict.failed(
                "Octane can't log in to " + lost.size() + " of " + Verdict.nodes(contacts.size()) + ": "
                        + Verdict.listed(lost.stream().map(Contact::sentence).toList()),
                remedy.isEmpty() ? "Switch them on, and look at the network and at their sshd." : remedy);
    }
}
