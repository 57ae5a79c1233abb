package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Method {@code granular_deploy}: nodes of one priority at once, priorities one after the other; a failure on a node
 * that is critical keeps the later priorities from starting.
 */
record DeployNodes(Simulation simulation, ParallelNodeWork fanOut) implements AstuteMethod {

    @Override
    public void run(Job job, Report report) throws InterruptedException {
        var byPriority = new TreeMap<Integer, List<DeploymentFacts>>();
        var lastTurn = new LinkedHashMap<String, Integer>();
        for (JsonNode entry : job.args().path("deployment_info")) {
            var facts = new DeploymentFacts(entry);
            byPriority.computeIfAbsent(facts.priority(), p -> new ArrayList<>()).add(facts);
            lastTurn.merge(facts.uid(), facts.priority(), Math::max);
        }
        if (lastTurn.isEmpty()) {
            report.error("Deployment info are not provided!", List.of());
            return;
        }
        var tasks = new Hooks(simulation, report, "deploy");
        tasks.run(job.args().path("pre_deployment"));
        report.nodes(Report.all(lastTurn.keySet(), "deploying", 0));
        var roles = new LinkedHashMap<String, List<String>>();
        var failures = new LinkedHashMap<String, String>();
        for (var turn : byPriority.entrySet()) {
            var lasts = new LinkedHashSet<String>();
            turn.getValue().stream()
                    .map(DeploymentFacts::uid)
                    .filter(u -> lastTurn.get(u).equals(turn.getKey()))
                    .forEach(lasts::add);
            failures.putAll(deploy(turn.getValue(), roles, lasts, report));
            if (turn.getValue().stream().anyMatch(f -> f.critical() && failures.containsKey(f.uid()))) {
                break;
            }
        }
        if (failures.isEmpty()) {
            tasks.run(job.args().path("post_deployment"));
            report.ready(Report.all(lastTurn.keySet(), "ready", 100));
        } else {
            var nodes = new ArrayList<Map<String, Object>>();
            failures.forEach((uid, why) -> nodes.add(Report.failed(uid, "deploy", why)));
            report.error("Deployment has failed on nodes " + String.join(", ", failures.keySet()), nodes);
        }
    }

    private Map<String, String> deploy(
            List<DeploymentFacts> turn, Map<String, List<String>> roles, Set<String> lasts, Report report)
            throws InterruptedException {
        var facts = new LinkedHashMap<String, DeploymentFacts>();
        for (var entry : turn) {
            facts.putIfAbsent(entry.uid(), entry);
            roles.computeIfAbsent(entry.uid(), uid -> new ArrayList<>()).add(entry.role());
        }
        var work = new NodeWork(simulation, report, "deploy-node", "deploying", "deploy");
        return fanOut.run(facts.keySet(), uid -> {
            var failure = work.run(uid, facts.get(uid).variables(roles.get(uid)));
            if (failure == null && lasts.contains(uid)) {
                report.nodes(Report.all(List.of(uid), "ready", 100));
            }
            return failure;
        });
    }
}
