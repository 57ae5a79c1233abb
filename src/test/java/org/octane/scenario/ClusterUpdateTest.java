package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One cloud that is updated, comes to grief at its fourth node, goes on, is rolled back, updated and downgraded. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterUpdateTest extends WithServer {

    private static final String NO_DEPLOYMENT = "fail@node-4/deploy-node:times=forever";
    private static final String NO_PACKAGES = "fail@node-4/apt-get:times=forever";

    private UpdatedCloud cloud;

    @BeforeAll
    void look() {
        cloud = UpdatedCloud.of(server);
    }

    @Test
    @Order(1)
    void wrongIdsAndAnUnfitCloudAreRefusedAndChangeNothing() {
        var before = server.database().contents();
        refused("/clusters/99/update", null, 404, "Cluster not found");
        refused("/clusters/1/update", null, 400, "Can't update environment 'sample' when new release Id is invalid");
        refused(
                "/clusters/1/update",
                "{\"pending_release_id\": 99}",
                404,
                "Object 'Release' with UID=99 is not found in DB");
        refused(
                "/clusters/1/update",
                "{\"pending_release_id\": 4}",
                400,
                "Cannot set pending release as it cannot update current release");
        refused("/clusters/1/update", "{\"pending_release_id\": \"5\"}", 400, null);
        assertThat(server.database().contents()).isEqualTo(before);
        server.database().sql().update("UPDATE nodes SET online = false WHERE id = 6");
        var offline = cloud.update(UpdatedCloud.TARGET_ID);
        assertThat(offline.status()).isEqualTo(409);
        assertThat(offline.body()).contains("nodes-online: Nailgun has these nodes as offline: node-6");
        server.database().sql().update("UPDATE nodes SET online = true WHERE id = 6");
        server.faults().add("unreachable@node-6");
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(cloud.update(UpdatedCloud.TARGET_ID).body()).contains("ssh: "));
        server.faults().clear();
        assertThat(server.api().get("/upgrades").json()).isEmpty();
        assertThat(cloud.cluster()).isEqualTo("operational 2 null");
        cloud.allHave(UpdatedCloud.CURRENT);
    }

    @Test
    @Order(2)
    void theFourthOfNineNodesFails() {
        server.faults().add(NO_DEPLOYMENT);
        var pending = server.api().send("PUT", "/api/v1/clusters/1/", "{\"pending_release_id\": 5}");
        assertThat(pending.status()).as(pending.body()).isEqualTo(200);
        var task = cloud.update(null);
        assertThat(task.status()).as(task.body()).isEqualTo(202);
        assertThat(task.json().path("name").asText()).isEqualTo("update");
        assertThat(task.json().path("status").asText()).isEqualTo("running");
        cloud.isSoon("update", 2, 5);

        var second = cloud.update(UpdatedCloud.TARGET_ID);
        assertThat(second.status()).as(second.body()).isEqualTo(409);
        assertThat(server.api()
                        .post("/upgrades", "{\"original_cluster_id\": 1, \"strategy\": \"patch\"}")
                        .status())
                .isEqualTo(409);

        assertThat(status(cloud.ended())).isEqualTo("failed");
        cloud.isSoon("update_error", 2, 5);
        assertThat(cloud.deployed()).startsWith("1", "2", "3", "4").doesNotContain("5");
        assertThat(nodes("ready")).containsExactly(1, 2, 3);
        assertThat(nodes("error")).containsExactly(4, 5, 6, 7, 8, 9);
        assertThat(notifications())
                .anyMatch(message -> message.startsWith("Failed to deploy node "))
                .anyMatch(message ->
                        message.startsWith("Update has failed. Step update-node on node-4 failed for good: "));
        assertThat(cloud.versions().get(3)).startsWith(UpdatedCloud.TARGET);
        assertThat(cloud.versions().get(5)).startsWith(UpdatedCloud.CURRENT);
    }

    @Test
    @Order(3)
    void theSameCallGoesOnAtTheNodeThatFailedAndFailsAgain() {
        server.faults().clear();
        server.faults().add(NO_PACKAGES);
        long failed = cloud.newest();
        assertThat(cloud.update(null).status()).isEqualTo(202);
        assertThat(cloud.newest()).as("the same upgrade").isEqualTo(failed);
        cloud.isSoon("update", 2, 5);
        assertThat(nodes("ready")).contains(1, 2, 3);
        assertThat(status(cloud.ended())).isEqualTo("failed");
        cloud.isSoon("update_error", 2, 5);
        assertThat(cloud.deployed().stream().filter(node -> !node.equals("4")))
                .as("no node is deployed again that is done")
                .containsExactly("1", "2", "3");
        assertThat(cloud.versions().get(4))
                .as("its facts, not its packages")
                .isEqualTo("2014.2.2-6.1.1 0.80.9-1~u14.04+mos6.1");
        server.faults().clear();
    }

    @Test
    @Order(4)
    void rolledBackEachNodeHasTheReleaseOfBefore() {
        long failed = cloud.newest();
        var back = cloud.update(UpdatedCloud.CURRENT_ID);
        assertThat(back.status()).as(back.body()).isEqualTo(202);
        assertThat(server.api().get("/upgrades/" + failed).json().path("status").asText())
                .isEqualTo("aborted");
        assertThat(cloud.newest()).isNotEqualTo(failed);
        var ended = cloud.ended();
        assertThat(status(ended)).as(reason(ended)).isEqualTo("succeeded");
        cloud.allHave(UpdatedCloud.CURRENT);
        cloud.hasItsData();
        assertThat(cloud.cluster()).isEqualTo("operational 2 null");
        assertThat(nodes("ready")).hasSize(9);
        assertThat(proofs(ended))
                .contains("cluster 1 has release 2014.2.2-6.1")
                .anyMatch(proof -> proof.matches("the OSDs of node-7 are up with their old ids: (0 1|2 3)"))
                .filteredOn(proof -> proof.contains(" has release 2014.2.2-6.1 in its facts and in "))
                .hasSize(9);
    }

    @Test
    @Order(5)
    void anUpdateThatIsKilledAgainAndAgainEndsWithTheSameProof() throws Exception {
        int before = cloud.deployed().size();
        assertThat(cloud.update(UpdatedCloud.TARGET_ID).status()).isEqualTo(202);
        for (var step : List.of("begin-update", "update-node", "update-packages", "prove-node", "finish-update")) {
            Awaitility.await(step)
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> begun(step) || !status(newest()).equals("running"));
            server.kill();
            server.start();
        }
        var ended = cloud.ended();
        assertThat(status(ended)).as(reason(ended)).isEqualTo("succeeded");
        cloud.allHave(UpdatedCloud.TARGET);
        cloud.hasItsData();
        assertThat(cloud.cluster()).isEqualTo("operational 5 null");
        assertThat(cloud.deployed().subList(before, cloud.deployed().size()))
                .as("no node was deployed twice")
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 9).mapToObj(Integer::toString).toList());
        assertThat(notifications()).contains("Update of environment 'sample' is done. ");
        assertThat(editable()).contains("/2014.2.2-6.1.1/ubuntu/x86_64");
    }

    @Test
    @Order(6)
    void aFinishedUpdateIsNotTakenBackButDowngraded() {
        long finished = cloud.newest();
        var back = server.api().post("/upgrades/" + finished + "/rollback", "{}");
        assertThat(back.status()).isEqualTo(409);
        assertThat(back.message()).contains("octane env rollback");
        assertThat(cloud.update(UpdatedCloud.CURRENT_ID).status()).isEqualTo(202);
        var ended = cloud.ended();
        assertThat(status(ended)).as(reason(ended)).isEqualTo("succeeded");
        cloud.allHave(UpdatedCloud.CURRENT);
        cloud.hasItsData();
        assertThat(cloud.cluster()).isEqualTo("operational 2 null");
        assertThat(editable()).contains("/2014.2.2-6.1/ubuntu/x86_64").doesNotContain("6.1.1");
    }

    @Test
    @Order(7)
    void anAbortedUpdateWaitsForAnother() {
        assertThat(cloud.update(UpdatedCloud.TARGET_ID).status()).isEqualTo(202);
        long upgrade = cloud.newest();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> begun("update-packages"));
        assertThat(server.api().post("/upgrades/" + upgrade + "/abort", "{}").status())
                .isEqualTo(200);
        assertThat(status(cloud.ended())).isEqualTo("aborted");
        cloud.isSoon("update_error", 2, 5);
        assertThat(cloud.update(UpdatedCloud.CURRENT_ID).status()).isEqualTo(202);
        assertThat(status(cloud.ended())).isEqualTo("succeeded");
        cloud.allHave(UpdatedCloud.CURRENT);
        cloud.hasItsData();
    }

    private void refused(String path, String body, int status, String message) {
        var answer = server.api().send("PUT", "/api/v1" + path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (message != null) {
            assertThat(answer.message()).isEqualTo(message);
        }
    }

    private static String status(JsonNode upgrade) {
        return upgrade.path("status").asText();
    }

    private String reason(JsonNode upgrade) {
        return upgrade + "\n" + server.api().get("/dead-letters").body();
    }

    private JsonNode newest() {
        return server.api().get("/upgrades/" + cloud.newest()).json();
    }

    private boolean begun(String step) {
        return server.database()
                        .sql()
                        .queryForObject(
                                "SELECT count(*) FROM octane.step WHERE name = ? AND started_at IS NOT NULL AND upgrade_id ="
                                        + " (SELECT max(id) FROM octane.upgrade)",
                                Integer.class,
                                step)
                > 0;
    }

    private List<Integer> nodes(String status) {
        return server.database()
                .sql()
                .queryForList(
                        "SELECT id FROM nodes WHERE cluster_id = 1 AND status::text = ? ORDER BY id",
                        Integer.class,
                        status);
    }

    private List<String> notifications() {
        return server.database().sql().queryForList("SELECT message FROM notifications", String.class);
    }

    private String editable() {
        return server.database()
                .sql()
                .queryForObject("SELECT editable FROM attributes WHERE cluster_id = 1", String.class);
    }

    private static List<String> proofs(JsonNode upgrade) {
        return upgrade.path("proof").valueStream().map(JsonNode::asText).toList();
    }
}
