package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Timestamp;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One cloud that is to get another release in place: taken back from before and after the switch, and then upgraded. */
@Tag("slow")
@TestMethodOrder(OrderAnnotation.class)
class InPlaceTest extends WithServer {

    private static final Duration WHOLE = Duration.ofMinutes(20);

    private CloudInPlace cloud;

    @BeforeAll
    void look() {
        cloud = CloudInPlace.of(server);
    }

    @Test
    @Order(1)
    void withoutAPendingReleaseNothingBegins() {
        var answer = server.api().post("/upgrades", "{\"original_cluster_id\": 1, \"strategy\": \"in-place\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.message()).startsWith("Cluster 1 has no pending release: ");
        cloud.prepare();
    }

    @Test
    @Order(2)
    void beforeTheFirstControllerIsInstalledItGoesBackToItsCluster() {
        takenBack("upgrade-primary", "leave-cluster");
        cloud.isBack();
        assertThat(cloud.installations("1")).isZero();
    }

    @Test
    @Order(3)
    void anAbortDuringTheMaintenanceOpensTheApiAndThenInstallsTheControllerAgain() {
        long upgrade = reached("upgrade-data", "install-monitor");
        post(upgrade, "abort", "{}");
        ended(upgrade, "aborted");
        cloud.answers("2014.2.2-6.1");
        NothingHeld.in(server);
        assertThat(cloud.installations("1")).isEqualTo(2);
        assertThat(finished(upgrade, "api-answers"))
                .as("the API is open before the controller is installed")
                .isBefore(finished(upgrade, "return-provision"));
        post(upgrade, "rollback", "{}");
        ended(upgrade, "rolled-back");
        cloud.isBack();
    }

    @Test
    @Order(4)
    void afterTheSwitchTheOldReleaseReturnsWithItsData() throws Exception {
        long upgrade = reached("switch-control", "vips-answer");
        post(upgrade, "rollback", "{}");
        server.kill();
        server.start();
        ended(upgrade, "rolled-back");
        cloud.isBack();
        NothingHeld.in(server);
    }

    @Test
    @Order(5)
    void afterTheSecondControllerThereIsNoWayBack() {
        cloud = CloudInPlace.of(server);
        long upgrade = reached("upgrade-controllers", "deploy-in-place");
        var refused = server.api().post("/upgrades/" + upgrade + "/rollback", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message())
                .contains("a second controller was installed with the new release")
                .contains("The upgrade can't be rolled back any more.");
        cloud.isWhole(cloud.ended(upgrade));
        cloud.installedEachNodeOnce();
    }

    private void takenBack(String stage, String step) {
        long upgrade = reached(stage, step);
        post(upgrade, "rollback", "{}");
        ended(upgrade, "rolled-back");
        NothingHeld.in(server);
    }

    /** An upgrade that has just begun that step. */
    private long reached(String stage, String step) {
        long upgrade = cloud.start();
        Awaitility.await(stage + " " + step)
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count("started_at", upgrade, stage, step) > 0
                        || !status(upgrade).equals("running"));
        assertThat(count("started_at", upgrade, stage, step))
                .as(server.api().get("/dead-letters").body())
                .isPositive();
        return upgrade;
    }

    private long count(String column, long upgrade, String stage, String step) {
        return server.database()
                .sql()
                .queryForObject(
                        "SELECT count(*) FROM octane.step WHERE upgrade_id = ? AND stage = ? AND name = ? AND " + column
                                + " IS NOT NULL",
                        Long.class,
                        upgrade,
                        stage,
                        step);
    }

    private Timestamp finished(long upgrade, String step) {
        return server.database()
                .sql()
                .queryForObject(
                        "SELECT max(finished_at) FROM octane.step WHERE upgrade_id = ? AND name = ? AND undoes IS NOT NULL",
                        Timestamp.class,
                        upgrade,
                        step);
    }

    private void post(long upgrade, String verb, String body) {
        var answer = server.api().post("/upgrades/" + upgrade + "/" + verb, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void ended(long upgrade, String status) {
        var now = cloud.ended(upgrade);
        assertThat(now.path("status").asText())
                .as(now + "\n" + server.api().get("/dead-letters").body())
                .isEqualTo(status);
    }

    private String status(long upgrade) {
        JsonNode now = server.api().get("/upgrades/" + upgrade).json();
        return now.path("status").asText();
    }
}
