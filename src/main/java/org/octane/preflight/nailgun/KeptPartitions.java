package org.octane.preflight.nailgun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.octane.nailgun.VersionedSettings;
import org.octane.plan.Cloud;
import org.octane.preflight.Check;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.NotApplicable;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.Verdict;

/** The data of nodes that are installed anew are on volumes that the installation can leave alone. */
public final class KeptPartitions implements Check {

    private static final Map<String, List<String>> REQUIRED =
            Map.of("ceph-osd", List.of("ceph"), "cinder", List.of("cinder"));
    private static final String DATABASES = "keep-database-partition";
    private static final String IMAGES = "image";

    private final VersionedSettings versions;

    public KeptPartitions(VersionedSettings versions) {
        this.versions = versions;
    }

    @Override
    public String name() {
        return "kept-partitions";
    }

    @Override
    public String why() {
        return "Databases, images, volumes and OSDs stay on the disks of their nodes; an installation can leave a partition alone only"
                + " if it is one of its own, never the root's, and as big as before.";
    }

    @Override
    public String notApplicable(PlannedUpgrade upgrade) {
        return NotApplicable.withoutCluster(upgrade);
    }

    @Override
    public Verdict look(PlannedUpgrade upgrade, NodeProbes probes) {
        var found = new ArrayList<String>();
        var nodes = upgrade.members();
        if (nodes.isEmpty()) {
            return Verdict.failed("The plan concerns no node of the cluster.", "Look into Nailgun: fuel2 node list");
        }
        for (var node : nodes) {
            found.addAll(versions.unkeepable(node.id(), required(upgrade, node), others(node)));
        }
        return found.isEmpty()
                ? Verdict.passed("What is kept has partitions of its own, as big as before, on "
                        + Verdict.nodes(nodes.size()) + ".")
                : Verdict.failed(
                        String.join(" ", found),
                        "Upgrade this cluster with --strategy side-by-side, which installs new controllers; or give the data a"
                                + " volume of its own in Fuel and deploy the node again.");
    }

    /** What a controller has besides it gets from the others. */
    private static Predicate<String> others(Cloud.Node node) {
        return node.has("controller") ? IMAGES::equals : volume -> true;
    }

    private static List<String> required(PlannedUpgrade upgrade, Cloud.Node node) {
        var required = new ArrayList<String>();
        REQUIRED.forEach((role, volumes) -> {
            if (node.has(role)) {
                required.addAll(volumes);
            }
        });
        if (upgrade.steps()
                .anyMatch(step -> step.name().equals(DATABASES) && step.nodes().contains(node.id()))) {
            required.add("mysql");
        }
        return required;
    }
}
