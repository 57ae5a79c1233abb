package org.octane.astute.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.nailgun.deployment.ClusterData;

/** Which release nodes get, and which they had; where its packages and Puppet's files are. */
record UpdatedRelease(ClusterData cluster) {

    void addTo(ObjectNode facts) {
        facts.put("openstack_version", cluster.release().version());
        var update = cluster.update();
        if (update == null) {
            facts.putNull("openstack_version_prev");
            return;
        }
        facts.put("openstack_version_prev", update.previousVersion());
        if (!update.sources().isEmpty()) {
            facts.setAll(update.sources());
            facts.withObjectProperty("puppet")
                    .put(
                            "manifests",
                            update.sources().path("puppet_manifests_source").asText())
                    .put(
                            "modules",
                            update.sources().path("puppet_modules_source").asText());
        }
    }

    /** What an operator has put in the place of a node's facts keeps the node from no update. */
    void putInto(ObjectNode replaced) {
        if (cluster.update() == null) {
            return;
        }
        var settings = MergedAttributes.merged(cluster);
        for (var section : new String[] {"repo_setup", "puppet"}) {
            if (settings.has(section)) {
                replaced.set(section, settings.get(section));
            }
        }
        addTo(replaced);
    }
}
