package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

/** Three servers work for one upgrade, on one database and one broker of their own; one after the other drops out. */
@Tag("slow")
class SeveralServersTest {

    private static final Duration WHOLE = Duration.ofMinutes(20);
    /** Longer than a lease, and than others may take to notice. */
    private static final Duration AWAY = Duration.ofSeconds(15);
    /** What is promised. */
    private static final Duration GOES_ON = Duration.ofSeconds(10);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private EmbeddedBroker broker;
    private RunningServer first;
    private JoinedServer second;
    private JoinedServer third;
    private Wire toBroker;
    private Wire toDatabase;
    private JdbcTemplate sql;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        toBroker = new Wire(broker.url());
        // So slow that what drops out finds an upgrade that is under way, and so fast that Astute is never silent for
        // seconds.
        first = RunningServer.start(folder.resolve("first"), brokerAt(broker.url()), "--speed", "5");
        var database = first.world().getProperty("postgres.url");
        toDatabase = new Wire(URI.create(database.substring("jdbc:".length())).toString());
        second = JoinedServer.start(first, folder.resolve("second"), brokerAt("amqp://127.0.0.1:" + toBroker.port()));
        var settings = new HashMap<>(brokerAt(broker.url()));
        settings.put("OCTANE_DATABASE_URL", database.replaceFirst(":[0-9]+/", ":" + toDatabase.port() + "/"));
        third = JoinedServer.start(first, folder.resolve("third"), settings);
        sql = first.database().sql();
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {third, second, first, toDatabase, toBroker, broker}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @Test
    void theUpgradeGoesOnWhoeverIsStoppedOrKilled() throws Exception {
        goesOnThough(() -> {
            whileAstuteWorks("two servers are stopped while Astute works", this::freezeTwo, this::thawTwo);
            whileItWorks("a server is stopped", second, second::freeze, second::thaw);
            whileItWorks("a server is killed", third, third::kill, third::start);
        });
    }

    @Test
    void theUpgradeGoesOnWhoeverIsCutOffFromDatabaseOrBroker() throws Exception {
        goesOnThough(() -> {
            whileItWorks("a server is cut off from the database", third, toDatabase::cut, toDatabase::mend);
            whileItWorks("a server is cut off from the broker", second, toBroker::cut, toBroker::mend);
        });
    }

    private void goesOnThough(Deed faults) throws Exception {
        var cloud = new UpgradedCloud(Before.of(first.cloud()), first);
        var id = first.api().startUpgrade();

        faults.done();

        cloud.isWhole(first.api().ended(id, WHOLE));
        cloud.nothingWasDoneTwice();
    }

    private void freezeTwo() throws Exception {
        second.freeze();
        third.freeze();
    }

    private void thawTwo() throws Exception {
        second.thaw();
        third.thaw();
    }

    private interface Deed {
        void done() throws Exception;
    }

    private void whileItWorks(String what, JoinedServer server, Deed fault, Deed end) throws Exception {
        var name = server.name() + "@%";
        Awaitility.await(what)
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> isOver()
                        || count("SELECT count(*) FROM octane.step WHERE status = 'running' AND owner LIKE ?", name)
                                > 0);
        assertThat(isOver()).as("the upgrade is over before that: " + what).isFalse();
        strike(what, fault, end);
    }

    private void whileAstuteWorks(String what, Deed fault, Deed end) throws Exception {
        Awaitility.await(what)
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count("SELECT count(*) FROM octane.astute_cast WHERE status = 'running' AND ?", true) > 0);
        strike(what, fault, end);
    }

    private boolean isOver() {
        return count("SELECT count(*) FROM octane.upgrade WHERE status NOT IN ('running') AND ?", true) > 0;
    }

    /** The longest time without any news, from the fault until it is over. */
    private void strike(String what, Deed fault, Deed end) throws Exception {
        var time = Instant.now();
        fault.done();
        var held = sql.queryForList(
                "SELECT name || ' ' || status || ' ' || coalesce(owner, '') FROM octane.step WHERE status IN ('running', 'queued')",
                String.class);
        var last = newest();
        var seen = time;
        var longest = Duration.ZERO;
        while (Instant.now().isBefore(time.plus(AWAY))) {
            Awaitility.await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            long now = newest();
            if (now > last) {
                last = now;
                seen = Instant.now();
            }
            var silent = Duration.between(seen, Instant.now());
            longest = silent.compareTo(longest) > 0 ? silent : longest;
        }
        end.done();
        System.out.println(
                what + ", with " + held + ": the longest time without news was " + longest.toMillis() + " ms");
        assertThat(longest).as(what).isLessThan(GOES_ON);
    }

    private long newest() {
        return count("SELECT coalesce(max(id), 0) FROM octane.event WHERE ?", true);
    }

    private long count(String statement, Object value) {
        return sql.queryForObject(statement, Long.class, value);
    }

    private Map<String, String> brokerAt(String url) throws IOException {
        return JoinedServer.behind(url, broker.user(), folder.resolve("broker/password"));
    }
}
