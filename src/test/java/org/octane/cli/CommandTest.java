package org.octane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import picocli.CommandLine;

/** Runs a command as the launcher does, against a {@link FakeServer}, and keeps what it printed. */
abstract class CommandTest {

    /** The server's answers, as the contract of the REST API has them. */
    static final String RUNNING =
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

    static final String SUCCEEDED = RUNNING.replace("\"status\": \"running\"", "\"status\": \"succeeded\"")
            .replace("\"finished_at\": null", "\"finished_at\": \"2026-01-02T03:01:12Z\"")
            .replace("\"eta_seconds\": 90", "\"eta_seconds\": 0")
            .replace("\"done\": 1", "\"done\": 4")
            .replace("\"proof\": []", "\"proof\": [\"All 52 rows arrived.\"]");

    static final String FAILED = RUNNING.replaceFirst("\"status\": \"running\"", "\"status\": \"failed\"")
            .replace("\"message\": null", "\"message\": \"evacuate failed for good\"");

    static final String DEAD_LETTER =
            """
            {"id": 3, "upgrade_id": 7, "step_id": 44, "stage": "upgrade-node", "name": "evacuate", "nodes": [4],
             "node_names": ["node-4"], "attempts": 5, "exit_code": 9, "output": "no host has room\\nfor vm-1", "cause": "VM vm-1 stays on node-4.",
             "remedy": "Free a compute.", "status": "open", "created_at": "2026-01-02T03:01:00Z", "closed_at": null}
            """;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    FakeServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", server.url()));
        return runAsIs(all.toArray(String[]::new));
    }

    int runAsIs(String... arguments) {
        CommandLine root =
                new CommandLine(CommandLine.Model.CommandSpec.create().name("octane"));
        Commands.names().forEach(name -> root.addSubcommand(name, Commands.named(name)));
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, result) -> Commands.failed(exception, command))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** @param json the body, without the person that every change carries */
    void assertSent(String call, String json) throws IOException {
        assertThat(server.requests()).anySatisfy(request -> {
            assertThat(request.call()).isEqualTo(call);
            ObjectNode body = (ObjectNode) Json.read(request.body());
            body.remove("person");
            assertThat(body).isEqualTo(Json.read(json));
        });
    }
}
