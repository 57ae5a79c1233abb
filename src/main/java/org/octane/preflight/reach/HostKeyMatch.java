package org.octane.preflight.reach;

import org.octane.node.NodeLogin.Contact;
import org.octane.node.NodeLogin.Kind;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** Every node concerned shows the host key that was pinned for it. */
public final class HostKeyMatch implements Check {

    @Override
    public String name() {
        return "host-keys";
    }

    @Override
    public String why() {
        return "Another key means another machine, which would be given the cloud's passwords.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.installed().isEmpty() ? "No node is concerned." : null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var contacts = NodeReachability.of(upgrade, probes);
        var others = contacts.stream()
                .filter(contact -> contact.kind() == Kind.OTHER_KEY)
                .toList();
        long answered = contacts.stream()
                .filter(contact -> contact.kind() == Kind.ANSWERS)
                .count();
        if (!others.isEmpty()) {
            return Verdict.failed(
                    "Another host key than the pinned one is shown by " + Verdict.nodes(others.size()) + ": "
                            + Verdict.listed(
                                    others.stream().map(Contact::sentence).toList()),
                    others.get(0).remedy());
        }
        long silent = contacts.size() - answered;
        return answered == 0
                ? Verdict.failed(
                        "No node shows a host key.", "See why none can be reached: octane preflight, check ssh.")
                : Verdict.passed("The pinned host key is shown by " + Verdict.nodes(answered) + "."
                        + (silent == 0 ? "" : " What is shown by " + Verdict.nodes(silent) + " is not known."));
    }
}
