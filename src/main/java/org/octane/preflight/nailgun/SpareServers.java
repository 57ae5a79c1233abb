package org.octane.preflight.nailgun;

import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** The servers that become the seed's controllers wait to be installed. */
public final class SpareServers implements Check {

    @Override
    public String name() {
        return "spare-servers";
    }

    @Override
    public String why() {
        return "Astute installs only servers that have booted its bootstrap system and report.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.servers().isEmpty() ? "No spare server is needed." : null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var servers = upgrade.servers();
        var others = servers.stream()
                .filter(server -> !server.online() || !server.status().equals("discover"))
                .map(server ->
                        server.hostname() + " is " + (server.online() ? "in status " + server.status() : "offline"))
                .toList();
        return others.isEmpty()
                ? Verdict.passed("Waiting to be installed: " + Verdict.nodes(servers.size()) + ".")
                : Verdict.failed(
                        Verdict.listed(others) + ".",
                        "Let them boot from the network until Nailgun discovers them, or name others: --controllers");
    }
}
