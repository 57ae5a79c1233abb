package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.broker.EmbeddedBroker;
import org.springframework.jdbc.core.JdbcTemplate;

/** A server of the next release joins one that works at an upgrade, takes over from it, and lets it come back. */
@Tag("slow")
class RollingUpgradeTest {

    private static final Duration WHOLE = Duration.ofMinutes(20);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private EmbeddedBroker broker;
    private RunningServer older;
    private JoinedServer newer;
    private JdbcTemplate sql;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        older = RunningServer.start(folder.resolve("older"), shared(), "--speed", "25");
        sql = older.database().sql();
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {newer, older, broker}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @Test
    void theNextReleaseTakesOverAnUpgradeAndTheOlderOneWorksOnBesideItAgain() throws Exception {
        var cloud = new UpgradedCloud(Before.of(older.cloud()), older);
        var id = older.api().startUpgrade();
        reached(id, 20);

        var next = NextRelease.in(folder.resolve("next"));
        newer = JoinedServer.start(older, folder.resolve("newer"), shared(), next.classPath());
        assertThat(schema()).isEqualTo(Integer.toString(NextRelease.SCHEMA));
        works(newer.name());
        works(olderName());

        older.kill();
        var alone = done();
        reached(id, alone + 20);
        assertThat(newer.api().get("/upgrades/" + id).json().path("status").asText())
                .isEqualTo("running");

        // However long it takes to start there is work left for it.
        newer.api().post("/upgrades/" + id + "/pause", "{}");
        older.start();
        newer.api().post("/upgrades/" + id + "/resume", "{}");
        works(olderName());
        assertThat(newer.api().get("/upgrades/" + id).json().path("status").asText())
                .isEqualTo("running");
        assertThat(checks(older.api())).contains("schema " + NextRelease.SCHEMA).contains("this server: ");

        cloud.isWhole(newer.api().ended(id, WHOLE));
        cloud.nothingWasDoneTwice();
        assertThat(sql.queryForList("SELECT id FROM octane.dead_letter")).isEmpty();
        leavesWhatItDoesNotKnow();
    }

    @Test
    void aReleaseThatOlderServersCanNotLiveWithWaitsForTheirEndAndNoneOfThemComesBack() throws Exception {
        var next = NextRelease.takingAway(folder.resolve("next"));
        var before = schema();
        assertThatThrownBy(() -> JoinedServer.start(older, folder.resolve("refused"), shared(), next.classPath()))
                .hasMessageContaining("[older-servers]")
                .hasMessageContaining("Nothing was changed");
        assertThat(schema()).isEqualTo(before);
        assertThat(older.api().send("GET", "/observe/health", null).status()).isEqualTo(200);

        older.kill();
        newer = JoinedServer.start(older, folder.resolve("newer"), shared(), next.classPath());
        assertThat(schema()).isEqualTo(Integer.toString(NextRelease.SCHEMA));
        assertThatThrownBy(() -> JoinedServer.start(older, folder.resolve("back"), shared()))
                .hasMessageContaining("[server-too-old]")
                .hasMessageContaining("needs servers of schema " + NextRelease.SCHEMA);
        assertThat(newer.api().send("GET", "/observe/health", null).status()).isEqualTo(200);
    }

    /** The newer one plans with a further step: whoever is asked, it does that step itself. */
    private void leavesWhatItDoesNotKnow() throws Exception {
        var choices = "{\"original_cluster_id\": 1, \"stages\": [\"prepare\"]}";
        long first = newer.api().startUpgrade(choices);
        succeeded(first);
        assertThat(count(
                        "SELECT count(*) FROM octane.step WHERE upgrade_id = ? AND status = 'succeeded' AND name = '"
                                + NextRelease.STEP + "'",
                        first))
                .isOne();

        long second = newer.api().startUpgrade(choices);
        newer.kill();
        Awaitility.await("it waits for who knows it").atMost(WHOLE).until(() -> older.api()
                .get("/upgrades/" + second)
                .json()
                .path("unknown_step")
                .path("name")
                .asText()
                .equals(NextRelease.STEP));
        Awaitility.await().atMost(WHOLE).until(() -> checks(older.api()).contains("[step-unknown]"));
        assertThat(Files.readString(older.log())).containsOnlyOnce("no server that runs knows it");
        newer.start();
        succeeded(second);
    }

    private void succeeded(long upgrade) throws IOException {
        assertThat(newer.api().ended(upgrade, WHOLE).path("status").asText())
                .as(() -> sql.queryForList("SELECT cause, output FROM octane.dead_letter")
                        .toString())
                .isEqualTo("succeeded");
        assertThat(sql.queryForList("SELECT id FROM octane.dead_letter")).isEmpty();
    }

    private static String checks(Api api) {
        return api.send("GET", "/observe/health/checks", null).body();
    }

    private void reached(long upgrade, long steps) {
        Awaitility.await("step " + steps)
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        count("SELECT count(*) FROM octane.step WHERE status = 'succeeded' AND upgrade_id = ?", upgrade)
                                >= steps);
    }

    private long done() {
        return count("SELECT count(*) FROM octane.step WHERE status = 'succeeded' AND ?", true);
    }

    private void works(String server) {
        Awaitility.await(server + " works")
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count(
                                "SELECT count(*) FROM octane.step WHERE status = 'running' AND owner LIKE ?",
                                server + "%")
                        > 0);
    }

    private String olderName() throws IOException {
        return Files.readString(older.data().resolve("instance")).strip();
    }

    private String schema() {
        return sql.queryForList(
                        "SELECT version FROM octane.flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank DESC",
                        String.class)
                .get(0);
    }

    private long count(String statement, Object value) {
        return sql.queryForObject(statement, Long.class, value);
    }

    private Map<String, String> shared() {
        return JoinedServer.behind(broker.url(), broker.user(), folder.resolve("broker/password"));
    }
}
