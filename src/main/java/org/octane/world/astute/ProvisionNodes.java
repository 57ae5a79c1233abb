package org.octane.world.astute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Method {@code image_provision}: disks written from images, then a reboot into the new system. */
record ProvisionNodes(Simulation simulation, ParallelNodeWork fanOut) implements AstuteMethod {

    @Override
    public void run(Job job, Report report) throws InterruptedException {
        var info = job.args().path("provisioning_info");
        var nodes = new LinkedHashMap<String, ProvisioningFacts>();
        info.path("nodes").forEach(node -> {
            var provisioning = new ProvisioningFacts(node);
            nodes.put(provisioning.uid(), provisioning);
        });
        new Hooks(simulation, report, "provision").run(info.path("pre_provision"));
        var work = new NodeWork(simulation, report, "provision-node", "provisioning", "provision");
        var failures = fanOut.run(nodes.keySet(), uid -> {
            var failure = work.run(uid, nodes.get(uid).variables());
            if (failure == null) {
                simulation.lifecycle().reinstalled(uid);
                simulation.lifecycle().booted(uid);
                report.nodes(Report.all(List.of(uid), "provisioned", 100));
            }
            return failure;
        });
        var done = nodes.keySet().stream()
                .filter(uid -> !failures.containsKey(uid))
                .map(uid -> Report.node(uid, "provisioned", 100))
                .collect(Collectors.toList());
        failures.forEach((uid, why) -> done.add(Report.failed(uid, "provision", why)));
        if (new FaultTolerance(info.path("fault_tolerance")).exceededBy(failures.keySet())) {
            report.error("Provisioning failed on nodes " + String.join(", ", failures.keySet()), done);
        } else {
            report.ready(done);
        }
    }
}
