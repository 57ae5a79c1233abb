package org.octane.world.astute;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One admin script on one node, with the node's progress reported meanwhile. */
record NodeWork(Simulation simulation, Report report, String script, String status, String errorType) {

    private static final Duration REPORT_EVERY = Duration.ofSeconds(2);
    private static final Duration REPORT_AT_MOST_EVERY = Duration.ofMillis(200);

    private String kind() {
        return switch (script) {
            case "provision-node" -> "provision";
            case "deploy-node" -> "deploy";
            default -> "remove";
        };
    }

    /** @return why it failed, null if it did not; a failure is reported for the node already */
    String run(String uid, Map<String, String> variables) throws InterruptedException {
        if (!simulation.answers(uid)) {
            Thread.sleep(simulation.patience().toMillis());
            var node = Report.failed(uid, errorType, "Node is offline");
            node.put("online", false);
            report.nodes(List.of(node));
            return "Node is offline";
        }
        simulation.disturbance().works(kind(), report.task());
        var every = simulation.scaled(REPORT_EVERY);
        var progress = new int[] {0};
        try {
            new AdminScript(simulation, script, uid, variables)
                    .run(every.compareTo(REPORT_AT_MOST_EVERY) < 0 ? REPORT_AT_MOST_EVERY : every, () -> {
                        // Nobody knows how long it takes: nearer to the end with each report, never there.
                        progress[0] += Math.max(1, (95 - progress[0]) / 5);
                        report.nodes(Report.all(List.of(uid), status, Math.min(95, progress[0])));
                    });
            return null;
        } catch (AdminScript.Failed e) {
            report.nodes(List.of(Report.failed(uid, errorType, e.getMessage())));
            return e.getMessage();
        }
    }
}
