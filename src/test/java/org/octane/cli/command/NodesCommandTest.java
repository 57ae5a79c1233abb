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

        assertThat(err.toString()).startsWith("octane: Cluster not found [not-found]\n");
    }

    @Test
    void whileAClusterIsUpgradedInPlaceNodesTellTheirReleases() {
        server.answer(
                "GET /nodes?cluster_id=1",
                200,
                """
                [{"id": 1, "name": "a", "status": "ready", "cluster": 1, "roles": ["controller"], "ip": "10.20.0.3", "online": true,
                  "release_id": 4, "pending_release_id": null},
                 {"id": 4, "name": "b", "status": "upgrade", "cluster": 1, "roles": ["compute"], "ip": "10.20.0.6", "online": true,
                  "release_id": 2, "pending_release_id": 4}]
                """);

        assertThat(run("nodes", "--env", "1")).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly(
                        "ID NAME STATUS CLUSTER ROLES ADDRESS ONLINE RELEASE PENDING",
                        "1 a ready 1 controller 10.20.0.3 yes 4 -",
                        "4 b upgrade 1 compute 10.20.0.6 yes 2 4");
    }

    @Test
    void whatNailgunHasOfANodeAndCannotBeReadIsSaidBelow() {
        server.answer(
                "GET /nodes",
                200,
                """
                [{"id": 1, "name": "a", "status": "ready", "cluster": 1, "roles": ["controller"], "ip": "10.20.0.3", "online": true,
                  "unreadable": ["Column meta of table nodes, id = 1, holds 3 characters that are no JSON."]},
                 {"id": 4, "name": "b", "status": "ready", "cluster": 1, "roles": ["compute"], "ip": "10.20.0.6", "online": true}]
                """);

        assertThat(run("nodes")).isZero();

        assertThat(out.toString().lines())
                .hasSize(4)
                .last()
                .isEqualTo("Column meta of table nodes, id = 1, holds 3 characters that are no JSON.");
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
