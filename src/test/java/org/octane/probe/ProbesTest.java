package org.octane.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** Probes of a real socket, kept in a real PostgreSQL, while a row says that an upgrade runs. */
class ProbesTest {

    private static final int OUT_OF_ORDER = 6;

    private static HikariDataSource database;
    private static JdbcTemplate sql;

    private final List<String> paused = new CopyOnWriteArrayList<>();
    private final AtomicBoolean nodeAway = new AtomicBoolean();
    private long upgrade;
    private int port;
    private ServerSocket api;

    @BeforeAll
    static void start() {
        database = TestPostgres.pooledOctane();
        sql = new JdbcTemplate(database);
    }

    @AfterAll
    static void end() {
        database.close();
    }

    @BeforeEach
    void anUpgradeRunsAndTheApiAnswers() throws IOException {
        sql.execute("TRUNCATE octane.upgrade CASCADE");
        upgrade = sql.queryForObject(
                "INSERT INTO octane.upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                        + " VALUES ('prod', 'side-by-side', 'running', 7, 2, 'alice', now()) RETURNING id",
                Long.class);
        sql.update("INSERT INTO octane.step_group (upgrade_id, number, after, open) VALUES (?, 1, '{}', 1)", upgrade);
        api = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = api.getLocalPort();
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    @Test
    void anOutageIsMeasuredWhileItGoesOnAndBelongsToTheStepThatHadBegunLast() throws IOException {
        long step = step("switch-control");
        try (var probes = probes("one", settings(null, null))) {
            assertThat(probes).isNotNull();
            await().until(() -> target("db").path("state").asText().equals("up"));
            api.close();
            await().until(() -> !target("db").path("down_since").isNull()
                    && target("db").path("total_ms").asLong() > 1_500);
            api = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            await().until(() -> target("db").path("state").asText().equals("up"));
        }

        var db = target("db");
        assertThat(db.path("outages")).hasSize(1);
        var outage = db.path("outages").get(0);
        assertThat(outage.path("stage").asText()).isEqualTo("upgrade-control");
        assertThat(outage.path("step_id").asLong()).isEqualTo(step);
        assertThat(outage.path("ms").asLong())
                .isEqualTo(db.path("total_ms").asLong())
                .isEqualTo(db.path("longest_ms").asLong())
                .isGreaterThan(1_500);
        assertThat(db.path("by_stage").get(0).path("stage").asText()).isEqualTo("upgrade-control");
        assertThat(db.path("by_stage").get(0).path("total_ms").asLong()).isPositive();
        assertThat(db.path("from").asText()).isEqualTo("server");
        assertThat(sql.queryForObject("SELECT count(*) FROM octane.probe_interval WHERE target = 'db'", Integer.class))
                .as("rows of an outage of some twenty probes")
                .isEqualTo(1);
    }

    @Test
    void theTimeWithoutAServerIsUnknownAndAnOutageDoesNotGoOnOverIt() throws IOException {
        try (var probes = probes("one", settings(null, null))) {
            assertThat(probes).isNotNull();
            await().until(() -> target("db").path("state").asText().equals("up"));
            api.close();
            await().until(() -> target("db").path("total_ms").asLong() > 0);
        }
        try (var probes = probes("one", settings(null, null))) {
            assertThat(probes).isNotNull();
            await().until(() -> target("db").path("outages").size() == 2);
        }

        var db = target("db");
        assertThat(db.path("unknown")).hasSize(1);
        assertThat(db.path("outages").get(0).path("to").asText())
                .isEqualTo(db.path("unknown").get(0).path("from").asText());
        assertThat(db.path("outages").get(1).path("from").asText())
                .isEqualTo(db.path("unknown").get(0).path("to").asText());
    }

    @Test
    void ofTwoInstancesOneProbesAndTheOtherGoesOnWhenItEnds() {
        var first = probes("one", settings(null, null));
        await().until(() -> target("db").path("samples").asLong() > 5);
        try (var second = probes("two", settings(null, null))) {
            assertThat(second).isNotNull();
            await().during(Duration.ofSeconds(2)).until(() -> "one".equals(owner()));
            first.close();
            await().until(() -> "two".equals(owner()));
            long samples = target("db").path("samples").asLong();
            await().until(() -> target("db").path("samples").asLong() > samples + 5);
        }
    }

    @Test
    void anOutageThatIsTooLongPausesTheUpgradeOnce() throws IOException {
        try (var probes = probes("one", settings(Duration.ofMillis(500), Duration.ofHours(1)))) {
            assertThat(probes).isNotNull();
            await().until(() -> target("db").path("state").asText().equals("up"));
            api.close();
            await().until(() -> target("db").path("total_ms").asLong() > 3_000);
        }

        assertThat(paused).singleElement().satisfies(reason -> assertThat(reason)
                .startsWith("db has not answered for")
                .endsWith("and octane.probe.limit.longest is 0.5 s"));
    }

    @Test
    void whereTheNodeThatAsksIsAwayNothingIsKnown() {
        try (var probes = probes("one", settings(null, null))) {
            assertThat(probes).isNotNull();
            await().until(() -> target("inner").path("state").asText().equals("up"));
            nodeAway.set(true);
            await().until(() -> target("inner").path("state").asText().equals("unknown"));
        }

        var inner = target("inner");
        assertThat(inner.path("from").asText()).isEqualTo("5");
        assertThat(inner.path("outages")).isEmpty();
        assertThat(inner.path("total_ms").asLong()).isZero();
    }

    @Test
    void theApiIsProbedAtTheAddressOfTheUpgradesCluster() {
        var auto = new ProbeSettings(
                "http://127.0.0.1:" + port + "/api/{public_vip}",
                List.of(),
                Duration.ofMillis(300),
                new ProbeSettings.Limits(null, null),
                new ProbeSettings.Limits(null, null));
        try (var probes = probes("one", auto)) {
            assertThat(probes).isNotNull();
            await().until(() -> target("api").path("samples").asLong() > 0);
        }

        assertThat(target("api").path("address").asText()).isEqualTo("http://127.0.0.1:" + port + "/api/192.0.2.7");
        assertThat(target("api").path("state").asText()).isEqualTo("not-seen");
        assertThat(target("api").path("total_ms").asLong()).isZero();
    }

    @Test
    void anUpgradeWhoseAddressCanNotBeFoundKeepsNoOtherFromBeingProbed() {
        sql.update("UPDATE octane.upgrade SET original_cluster_id = ?", OUT_OF_ORDER);
        long before = upgrade;
        upgrade = sql.queryForObject(
                "INSERT INTO octane.upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                        + " VALUES ('other', 'side-by-side', 'running', 7, 2, 'alice', now()) RETURNING id",
                Long.class);
        assertThat(before).isLessThan(upgrade);
        var auto = new ProbeSettings(
                "http://127.0.0.1:" + port + "/api/{public_vip}",
                List.of(),
                Duration.ofMillis(300),
                new ProbeSettings.Limits(null, null),
                new ProbeSettings.Limits(null, null));
        try (var probes = probes("one", auto)) {
            assertThat(probes).isNotNull();
            await().until(() -> target("api").path("samples").asLong() > 0);
            sql.update("UPDATE octane.upgrade SET status = 'succeeded' WHERE id = ?", upgrade);
            await().until(() -> sql.queryForList("SELECT 1 FROM octane.probe_lease WHERE upgrade_id = ?", upgrade)
                    .isEmpty());
        }
    }

    @Test
    void anUpgradeThatIsOverIsProbedNoMore() {
        try (var probes = probes("one", settings(null, null))) {
            assertThat(probes).isNotNull();
            await().until(() -> target("db").path("samples").asLong() > 5);
            sql.update("UPDATE octane.upgrade SET status = 'succeeded'");
            await().until(() ->
                    sql.queryForList("SELECT 1 FROM octane.probe_lease").isEmpty());
            long samples = target("db").path("samples").asLong();
            await().during(Duration.ofMillis(1_500))
                    .until(() -> target("db").path("samples").asLong() == samples);
        }
    }

    @Test
    void whatDoesNotAnswerAtTheEndHasNoClockThatRunsOn() throws IOException {
        try (var probes = probes("one", settings(null, null))) {
            assertThat(probes).isNotNull();
            await().until(() -> target("db").path("state").asText().equals("up"));
            api.close();
            await().until(() -> !target("db").path("down_since").isNull()
                    && target("db").path("total_ms").asLong() > 0);
            sql.update("UPDATE octane.upgrade SET status = 'succeeded'");
            await().until(() ->
                    sql.queryForList("SELECT 1 FROM octane.probe_lease").isEmpty());
        }

        assertThat(target("db").path("state").asText()).isEqualTo("down");
        assertThat(target("db").path("down_since").isNull()).isTrue();
    }

    private Probes probes(String instance, ProbeSettings settings) {
        return new Probes(
                settings,
                new ProbeTable(Database.of(database), Clock.systemUTC(), instance),
                Clock.systemUTC(),
                ProbesTest::address,
                (target, begun, timeout, found) -> {
                    if (nodeAway.get()) {
                        throw new IllegalStateException("node 5 is away");
                    }
                    found.sample(begun, true, true);
                },
                (id, reason) -> paused.add(reason));
    }

    private static Optional<String> address(int cluster) {
        if (cluster == OUT_OF_ORDER) {
            throw new IllegalStateException("the settings of cluster " + cluster + " can't be read");
        }
        return cluster == 7 ? Optional.of("http://192.0.2.7:5000/") : Optional.empty();
    }

    private ProbeSettings settings(Duration longest, Duration total) {
        return new ProbeSettings(
                ProbeSettings.NONE,
                List.of(Target.parse("db=tcp://127.0.0.1:" + port), Target.parse("inner=ping://192.0.2.9@5")),
                Duration.ofMillis(300),
                new ProbeSettings.Limits(null, null),
                new ProbeSettings.Limits(longest, total));
    }

    private static String owner() {
        return sql.queryForObject("SELECT max(owner) FROM octane.probe_lease", String.class);
    }

    private long step(String name) {
        return sql.queryForObject(
                "INSERT INTO octane.step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters,"
                        + " uses, estimate_seconds, timeout_seconds, max_attempts, status, started_at) VALUES (?, 1, 1,"
                        + " 'upgrade-control', ?, 'Switch', '{4}', '{}', '{}', 1, 1, 1, 'running', now()) RETURNING id",
                Long.class, upgrade, name);
    }

    private JsonNode target(String name) {
        try {
            var all = new ObjectMapper()
                    .readTree(new ProbeTable(Database.of(database), Clock.systemUTC(), "reader").outages(upgrade));
            for (var target : all.path("targets")) {
                if (target.path("name").asText().equals(name)) {
                    return target;
                }
            }
            return new ObjectMapper().createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
