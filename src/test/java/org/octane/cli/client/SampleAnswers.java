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
             "node_names": ["node-4"], "attempts": 5, "exit_code": 9, "output": "no host has room\\nfor vm-1", "code": "step-failed",
             "cause": "VM vm-1 stays on node-4.",
             "remedy": "Free a compute.", "status": "open", "created_at": "2026-01-02T03:01:00Z", "closed_at": null}
            """;

    public static final String WAITING =
            """
            {"id": 44, "upgrade_id": 7, "stage": "upgrade-node", "name": "evacuate", "title": "VMs leave", "nodes": [4],
             "status": "waiting", "attempt": 2, "max_attempts": 5, "message": "no host has room",
             "started_at": "2026-01-02T03:00:30Z", "wake_at": "2026-01-02T03:02:10Z", "deadline_at": "2026-01-02T03:10:20Z"}
            """;

    public static final String API_DOWN =
            """
            {"targets": [{"name": "api", "kind": "http", "address": "http://192.0.2.7:5000/", "from": "server", "state": "down",
             "samples": 1200, "last_at": "2026-01-02T03:02:00Z", "down_since": "2026-01-02T03:00:06Z", "longest_ms": 114000,
             "total_ms": 114000, "unknown_ms": 0, "unknown": [], "outages": [],
             "by_stage": [{"stage": "upgrade-db", "total_ms": 6000, "longest_ms": 6000}]}]}
            """;

    private SampleAnswers() {}
}
