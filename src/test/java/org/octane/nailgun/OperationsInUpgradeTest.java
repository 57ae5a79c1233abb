package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.octane.nailgun.schema.NailgunSchema;

/** Each operation of the contract, and what it may do to a cluster that is in upgrade. */
class OperationsInUpgradeTest {

    /** They would install, deploy, add, remove or delete nodes, or begin something that does. */
    private static final Map<String, Request> REFUSED = Map.of(
            "joinCluster",
            new Request("POST", "/assignment", List.of(Map.of("id", 10, "roles", List.of("compute")))),
            "startUpgrade",
            new Request("PUT", "/upgrade", null),
            "startUpdate",
            new Request("PUT", "/update", null),
            "cloneCluster",
            new Request("POST", "/upgrade/clone", Map.of("name", "seed", "release_id", 4)),
            "assignNodes",
            new Request("POST", "/upgrade/assign", Map.of("nodes_ids", List.of(10))),
            "updateCluster",
            new Request("PUT", "/", Map.of("pending_release_id", 5)));

    /** They concern no node, or one of no cluster in upgrade. */
    private static final List<String> LEAVE_NODES_ALONE = List.of(
            "createCluster",
            "updateClusterAttributes",
            "upgradeCluster",
            "copyVips",
            "cloneIps",
            "cloneRelease",
            "trustNode",
            "createRelease",
            "updateRelease",
            "deleteRelease",
            "createNotification",
            "updateNotification",
            "updateNotifications",
            "reportNode",
            "planUpgrade");

    /** They steer the upgrade itself. Another one is refused by its cloud, see OtherStrategiesTest. */
    private static final List<String> ITS_OWN = List.of(
            "createUpgrade",
            "retryStep",
            "skipStep",
            "pauseUpgrade",
            "resumeUpgrade",
            "approveUpgrade",
            "limitUpgrade",
            "abortUpgrade",
            "rollbackUpgrade",
            "planRollback",
            "rollbackControl",
            "planRollbackControl",
            "discardDeadLetter",
            "retryDeadLetter");

    private record Request(String method, String path, Object body) {}

    @Test
    void eachOperationThatChangesSomethingIsKnown() {
        var known = new TreeSet<>(REFUSED.keySet());
        known.addAll(LEAVE_NODES_ALONE);
        known.addAll(ITS_OWN);
        assertThat(new AnswerContract()
                        .operations().stream()
                                .filter(operation -> !operation.method().equals("GET"))
                                .map(AnswerContract.Operation::id))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void nothingElseChangesNodesOfAClusterInUpgrade() {
        var database = NailgunDatabase.sample();
        NailgunSchema.migrate(database);
        var versions = NailgunDatabase.nailgun(database).versions();
        versions.prepare(1, 4, List.of());
        versions.begin(1);
        var before = NailgunDatabase.contents(database);
        try (var server = new NailgunServer(database)) {
            REFUSED.forEach((id, request) -> {
                var answer = server.call(request.method(), "/api/v1/clusters/1" + request.path(), request.body());
                assertThat(answer.status()).as("%s: %s", id, answer.text()).isEqualTo(409);
                assertThat(answer.message()).as(id).startsWith("Cluster 1 is being upgraded");
            });
            assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
            assertThat(server.casts()).isEmpty();
        }
    }
}
