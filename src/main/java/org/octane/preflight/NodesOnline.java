package org.octane.preflight;

import org.octane.plan.Cloud;

/** Nailgun hears of every node concerned. */
final class NodesOnline implements Check {

    @Override
    public String name() {
        return "nodes-online";
    }

    @Override
    public String why() {
        return "Astute reaches a node only while its agent reports; a deployment without one node fails for all.";
    }

    @Override
    public String needless(Subject subject) {
        return Needless.withoutCluster(subject);
    }

    @Override
    public Verdict look(Subject subject, Looks looks) {
        var members = subject.members();
        var away = members.stream()
                .filter(node -> !node.online())
                .map(Cloud.Node::hostname)
                .toList();
        return away.isEmpty()
                ? Verdict.passed("Online: " + Verdict.nodes(members.size()) + ".")
                : Verdict.failed(
                        "Nailgun has these nodes as offline: " + Verdict.listed(away) + ".",
                        "Switch them on, and look whether nailgun-agent and mcollective run there.");
    }
}
