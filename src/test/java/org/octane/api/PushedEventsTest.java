package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.TestPostgres;
import org.octane.engine.state.AnotherServer;
import org.octane.engine.state.EventSignal;
import org.octane.engine.view.UpgradeViews;
import org.octane.security.login.Logins;
import org.octane.security.login.TokenAccounts;
import org.octane.server.http.TlsFiles;
import org.octane.server.watch.EventConnection;
import org.octane.sql.Database;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Events that another server commits. Nobody looks for them unasked: whoever follows is told, or waits for an hour. */
class PushedEventsTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private GuardedServer server;
    private EventConnection connection;
    private HikariDataSource pool;
    private EventSignal signal;
    private long upgrade;

    @AfterEach
    void end() {
        if (signal != null) {
            signal.close();
        }
        if (server != null) {
            connection.close();
            server.close();
            pool.close();
        }
    }

    @Test
    void whatAnotherProcessCommitsIsToldWhoeverFollows() throws Exception {
        var octane = TestPostgres.octane();
        serve(octane);
        try (var board = follow()) {
            await().until(() -> listening(octane) == 1);

            var other = AnotherServer.begin(TestPostgres.url(octane), upgrade, "by another process");
            try {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(board.messages()).containsExactly("by another process"));
            } finally {
                other.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void aConnectionThatIsCutComesBackAndNothingIsMissed() throws Exception {
        var octane = TestPostgres.octane();
        serve(octane);
        try (var board = follow()) {
            await().until(() -> listening(octane) == 1);
            // It waits for a second before it connects again.
            assertThat(cut(octane)).isOne();
            signal = AnotherServer.commits(octane, upgrade, "while nobody listens");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(board.messages()).containsExactly("while nobody listens"));

            await().atMost(SOON).until(() -> listening(octane) == 1);
            signal.close();
            signal = AnotherServer.commits(octane, upgrade, "then");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(board.messages()).containsExactly("while nobody listens", "then"));
        }
    }

    @Test
    void afterARestartOfTheDatabaseItIsToldAgain() throws Exception {
        int port = freePort();
        var data = folder.resolve("postgres");
        var before = postgres(data, port);
        var octane = octane(before);
        Flyway.configure()
                .dataSource(octane)
                .schemas("octane")
                .locations("classpath:db/octane")
                .load()
                .migrate();
        serve(octane);
        try (var board = follow()) {
            await().until(() -> listening(octane) == 1);
            before.close();
            try (var after = postgres(data, port)) {
                await().atMost(SOON).until(() -> listening(octane(after)) == 1);
                signal = AnotherServer.commits(octane(after), upgrade, "after the restart");

                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(board.messages()).containsExactly("after the restart"));
            }
        }
    }

    @Test
    void manyCommitsOfAMomentAreOneNotification() throws Exception {
        var octane = TestPostgres.octane();
        serve(octane);
        var heard = new AtomicInteger();
        var ears = new EventConnection(ears(octane), heard::incrementAndGet);
        ears.open();
        await().until(() -> listening(octane) == 2);
        heard.set(0);

        var database = Database.of(pool);
        signal = new EventSignal(database.sql(), database.transaction());
        var events = AnotherServer.eventsOf(database, signal);
        IntStream.range(0, 500).forEach(i -> database.transaction().executeWithoutResult(status -> {
            events.ofUpgrade(upgrade, "alice", "running", "event " + i);
            events.ofUpgrade(upgrade, "alice", "running", "and another one");
        }));
        try (var board = follow()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(board.messages()).hasSize(1000));
        }

        assertThat(heard.get()).isBetween(1, 400);
        ears.close();
    }

    private void serve(DataSource octane) throws IOException {
        var config = new HikariConfig();
        config.setDataSource(octane);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(2_000);
        pool = new HikariDataSource(config);
        upgrade = new JdbcTemplate(octane)
                .queryForObject(
                        "INSERT INTO upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                                + " VALUES ('rack', 'side-by-side', 'running', 1, 2, 'alice', now()) RETURNING id",
                        Long.class);
        var accounts = TokenAccounts.in(folder.resolve("token"));
        server = new GuardedServer(
                new Logins(List.of(accounts), Duration.ofMinutes(30), Duration.ofHours(12), System::nanoTime),
                "",
                TlsFiles.NONE,
                new UpgradeViews(new NamedParameterJdbcTemplate(pool), Clock.systemUTC()).log(),
                NEVER);
        connection = new EventConnection(ears(octane), server.live()::news);
        connection.open();
    }

    private FollowedEvents follow() throws IOException {
        return new FollowedEvents(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/upgrades/" + upgrade + "/events"))
                        .header(
                                "X-Auth-Token",
                                Files.readString(folder.resolve("token")).strip())
                        .build());
    }

    private static int listening(DataSource octane) {
        return new JdbcTemplate(octane)
                .queryForObject(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND application_name = 'ears'",
                        Integer.class);
    }

    private static int cut(DataSource octane) {
        return new JdbcTemplate(octane)
                .queryForList("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'ears'")
                .size();
    }

    private static EmbeddedPostgres postgres(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static DataSource octane(EmbeddedPostgres postgres) {
        var source = (PGSimpleDataSource) postgres.getPostgresDatabase();
        source.setCurrentSchema("octane,public");
        return source;
    }

    /** Told apart from those of the pool by its name. */
    private static DataSource ears(DataSource octane) {
        var source = new PGSimpleDataSource();
        source.setURL(((PGSimpleDataSource) octane).getURL());
        source.setUser(((PGSimpleDataSource) octane).getUser());
        source.setApplicationName("ears");
        return source;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
