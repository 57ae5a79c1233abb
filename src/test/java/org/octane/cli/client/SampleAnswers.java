package org.octane.cli.client;

/** The server's answers, as the contract of the REST API has them. */
public final class SampleAnswers {

    public static final String RUNNING =
            """
            {"id": 7, "name": "sample-seed", "strategy": "side-by-side", "status": "running",
             "original_cluster_id": 1, "seed_cluster_id": 5, "release_id": 4, "created_at": "2026-01-02T03:00:00Z",
             "started_at": "2026-01-02T03:00:00Z", "finished_at": null, "actor": "operator", "message": null,
             "eta_seconds": 90, "proof": [], "stages": [
              {"stage": "upgrade-db", "title": "State databases move", "status": "succeeded",
               "started_at": "2026-01-02T03:00:00Z", "finished_at": "2026-01-02T03:00:12Z",
               "estimate_seconds": 10, "steps": 2, "done": 2},
              {"stage": "upgrade-node", "title": "Nodes move", "status": "running",
               "started_at": "2026-01-02T03:00:12Z", "finished_at": null,
               "estimate_seconds": 90, "steps": 4, "done": 1}]}
            """;

    public static final String SUCCEEDED = RUNNING.replace("\"status\": \"running\"", "\"status\": \"succeeded\"")
            .replace("\"finished_at\": null", "\"finished_at\": \"2026-01-02T03:01:12Z\"")
            .replace("\"eta_seconds\": 90", "\"eta_seconds\": 0")
            .replace("\"done\": 1", "\"done\": 4")
            .replace("\"proof\": []", "\"proof\": [\"All 52 rows arrived.\"]");

    public static final String FAILED = RUNNING.replaceFirst("\"status\": \"running\"", "\"status\": \"failed\"")
            .replace("\"message\": null", "\"message\": \"evacuate failed for good\"");

    public static final String DEAD_LETTER =
            """
            {"id": 3, "upgrade_id": 7, "step_id": 44, "stage": "upgrade-node", "name": "evacuate", "nodes": [4],
             "node_names": ["node-4"], "attempts": 5, "exit_code": 9, "output": "no host has room\\nfor vm-1", "cause": "VM vm-1 stays on node-4.",
             "remedy": "Free a compute.", "status": "open", "created_at": "2026-01-02T03:01:00Z", "closed_at": null}
            """;

    private SampleAnswers() {}
}
