package org.octane.preflight.cloud;

import java.util.ArrayList;
import java.util.Map;
import org.octane.plan.Cloud;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** The programs on the controllers are of the release that Nailgun says. */
public final class ReleaseVersions implements Check {

    @Override
    public String name() {
        return "versions";
    }

    @Override
    public String why() {
        return "Steps are chosen by the release; a controller that somebody updated by hand speaks another one.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return upgrade.deployedControllers().isEmpty() ? "No controller is concerned." : null;
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var controllers = upgrade.deployedControllers();
        controllers.forEach(node -> probes.ask(node.id(), "versions", Map.of()));
        var others = new ArrayList<String>();
        for (var node : controllers) {
            var nova = probes.answer(node.id(), "versions", Map.of()).of("nova");
            var release = release(upgrade, node);
            if (!NovaReleases.isNova(release, nova)) {
                others.add(node.hostname() + " has nova " + nova + ", Nailgun says " + release);
            }
        }
        return others.isEmpty()
                ? Verdict.passed("As Nailgun says: " + Verdict.nodes(controllers.size()) + ".")
                : Verdict.failed(
                        Verdict.listed(others) + ".",
                        "Bring the controllers to the release that Nailgun has for the cluster, or correct it in"
                                + " Nailgun.");
    }

    private static String release(PlannedUpgrade upgrade, Cloud.Node node) {
        var cloud = upgrade.cloud();
        return node.cluster() == cloud.original() && !cloud.moved().contains(node.id())
                ? cloud.release().version()
                : cloud.target().version();
    }
}
