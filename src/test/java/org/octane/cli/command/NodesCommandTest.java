package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.octane.cli.client.ExitCode;

class NodesCommandTest extends CommandTest {

    @Test
    void aClusterThatDoesNotExistIsNoEmptyOne() {
        server.answer("GET /nodes?cluster_id=9", 200, "[]");
        server.answer("GET /clusters/9", 404, "{\"message\": \"Cluster not found\", \"errors\": []}");

        assertThat(run("nodes", "--env", "9")).isEqualTo(ExitCode.REFUSED);

        assertThat(err.toString()).startsWith("octane: Cluster not found\n");
    }

    @Test
    void aServerThatFailsIsNoRefusal() {
        server.answer("GET /nodes", 500, "{\"message\": \"Octane failed; its log says why.\", \"errors\": []}");

        assertThat(run("nodes")).isEqualTo(ExitCode.UPGRADE_FAILED);
    }

    @Test
    void aNodeThatWasReplacedIsTrusted() {
        server.answer("POST /nodes/4/trust", 200, "{\"node_id\": 4, \"forgotten\": true}");

        assertThat(run("nodes", "trust", "4", "--by", "alice")).isZero();
        assertThat(out.toString()).isEqualTo("The host key of node 4 is forgotten; the one it shows next is pinned.\n");
        assertThat(server.requests().get(0).body()).isEqualTo("{\"person\":\"alice\"}");
    }
}
