package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Method {@code remove_nodes}: the disks are erased and the server boots the bootstrap image, waiting to be used. */
record RemoveNodes(Simulation simulation, ParallelNodeWork fanOut) implements AstuteMethod {

    @Override
    public void run(Job job, Report report) throws InterruptedException {
        var nodes = new LinkedHashMap<String, JsonNode>();
        job.args().path("nodes").forEach(node -> nodes.put(node.path("uid").asText(), node));
        // Nothing is said of a removal before its end.
        var work =
                new NodeWork(simulation, new Report((method, args) -> {}, job), "build-node", "removing", "deletion");
        var failures = fanOut.run(nodes.keySet(), uid -> {
            // False for a server that is only struck from the list.
            if (!nodes.get(uid).path("mclient_remove").asBoolean(true)) {
                return null;
            }
            var name = nodes.get(uid).path("slave_name").asText();
            var failure = work.run(uid, Map.of("ENV_ID", "", "ROLES", "", "HOSTNAME", name));
            if (failure == null) {
                simulation.lifecycle().reinstalled(uid);
                simulation.lifecycle().booted(uid);
            }
            return failure;
        });
        var removed = new ArrayList<Map<String, Object>>();
        nodes.keySet().stream()
                .filter(uid -> !failures.containsKey(uid))
                .forEach(uid -> removed.add(new LinkedHashMap<>(Map.of("uid", uid))));
        if (failures.isEmpty()) {
            report.ready(removed);
        } else {
            failures.forEach((uid, why) -> removed.add(Report.failed(uid, "deletion", why)));
            report.error("Nodes " + String.join(", ", failures.keySet()) + " could not be removed", removed);
        }
    }
}
