package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One cloud, upgraded again and again and taken back each time from another step; it is what it was after each. */
class RollbackTest extends WithServer {

    private static final Duration WHOLE = Duration.ofMinutes(20);

    private boolean broken;
    private OriginalCloud original;

    @BeforeAll
    void look() {
        original = OriginalCloud.of(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare patches", "upgrade-env deploy-controllers"})
    void beforeTheSwitchTheCloudIsWhatItWas(String where) {
        takenBackFrom(where);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {"upgrade-env assign-controllers", "upgrade-db restore-databases", "upgrade-ceph bootstrap-osd"})
    void soItIsFromFurtherSteps(String where) {
        takenBackFrom(where);
    }

    private void takenBackFrom(String where) {
        long upgrade = reached(where);
        assertThat(post(upgrade, "rollback", "{}").path("status").asText()).isEqualTo("rolling-back");
        ended(upgrade, "rolled-back");
        NothingHeld.in(server);
        isTheOriginal();
        broken = false;
    }

    @Test
    void anAbortDuringTheMaintenanceOpensTheCloudAgain() {
        long upgrade = reached("upgrade-ceph install-monitor");
        post(upgrade, "abort", "{}");
        ended(upgrade, "aborted");
        NothingHeld.in(server);
        post(upgrade, "rollback", "{}");
        ended(upgrade, "rolled-back");
        isTheOriginal();
        broken = false;
    }

    @Test
    void afterTheSwitchTheOriginalServesAgainAndThenTheSeedGoes() {
        long upgrade = reached("upgrade-node remember-vms");
        assertThat(server.api().post("/upgrades/" + upgrade + "/rollback", "{}").status())
                .isEqualTo(409);
        post(upgrade, "rollback", "{\"to\": \"upgrade-db\"}");
        ended(upgrade, "rolled-back");
        NothingHeld.in(server);
        Awaitility.await().untilAsserted(original::servesAsBefore);
        // The seed is there, and nothing else: neither the switch nor the end has anything to stand on.
        int seed = state(upgrade).path("seed_cluster_id").asInt();
        refused(seed, "upgrade-control", "Stage upgrade-control comes after upgrade-ceph");
        refused(seed, "cleanup-env", "Stage cleanup-env comes after upgrade-node");
        post(upgrade, "rollback", "{}");
        ended(upgrade, "rolled-back");
        isTheOriginal();
        broken = false;
    }

    private void refused(int seed, String stage, String sentence) {
        var answer =
                server.api().post("/upgrades", "{\"seed_cluster_id\": " + seed + ", \"stages\": [\"" + stage + "\"]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.message())
                .startsWith(sentence + ", which has not succeeded")
                .endsWith("First run: octane upgrade-db " + seed);
    }

    /** What simulated programs were told may take effect a moment later. */
    private void isTheOriginal() {
        Awaitility.await().untilAsserted(original::isAsBefore);
    }

    /** An upgrade that has just begun the step of that stage. */
    private long reached(String where) {
        assertThat(broken)
                .as("an earlier round left the cloud as it should not")
                .isFalse();
        broken = true;
        var words = where.split(" ");
        long upgrade = server.api().startUpgrade();
        Awaitility.await(where)
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> server.database()
                                .sql()
                                .queryForObject(
                                        "SELECT count(*) FROM octane.step WHERE upgrade_id = ? AND stage = ? AND name"
                                                + " = ? AND started_at IS NOT NULL",
                                        Long.class,
                                        upgrade,
                                        words[0],
                                        words[1])
                        > 0);
        return upgrade;
    }

    private JsonNode post(long upgrade, String verb, String body) {
        var answer = server.api().post("/upgrades/" + upgrade + "/" + verb, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private void ended(long upgrade, String status) {
        Awaitility.await("the way back of upgrade " + upgrade)
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        !"rolling-back".equals(state(upgrade).path("status").asText()));
        var now = state(upgrade);
        assertThat(now.path("status").asText())
                .as(now + "\n" + server.api().get("/dead-letters").body())
                .isEqualTo(status);
    }

    private JsonNode state(long upgrade) {
        return server.api().get("/upgrades/" + upgrade).json();
    }
}
