package org.octane.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.sql.Database;
import org.octane.step.Phase;
import org.octane.step.StepOutput.Source;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What steps print, in a real PostgreSQL. */
class OutputTableTest {

    private static HikariDataSource database;
    private static JdbcTemplate sql;

    private long upgrade;
    private long step;

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
    void anUpgradeWithAStep() {
        sql.execute("TRUNCATE octane.upgrade CASCADE");
        upgrade = upgrade("running");
        step = step(upgrade);
    }

    @Test
    void linesAreReadInTheirOrderWithWhereTheyComeFrom() throws IOException {
        try (var table = table(100, 1000)) {
            table.print(from(step, 4), "first\nsecond\n\n");
            table.print(new Source(upgrade, step, 2, Phase.VERIFY, null), "third");
        }

        var lines = page(0, 100);
        assertThat(texts(lines)).containsExactly("first", "second", "third");
        assertThat(lines.get(0).path("node").asInt()).isEqualTo(4);
        assertThat(lines.get(0).path("stage").asText()).isEqualTo("upgrade-db");
        assertThat(lines.get(0).path("step").asText()).isEqualTo("dump");
        assertThat(lines.get(0).path("phase").asText()).isEqualTo("act");
        assertThat(lines.get(2).path("node").isNull()).isTrue();
        assertThat(lines.get(2).path("attempt").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsPrintedIsThereWhileTheStepRuns() {
        try (var table = table(100, 1000)) {
            table.print(from(step, 4), "still at it");

            await().untilAsserted(() -> assertThat(texts(page(0, 100))).containsExactly("still at it"));
        }
    }

    @Test
    void aReaderGoesOnAfterTheLastLineItSaw() throws IOException {
        try (var table = table(1000, 1000)) {
            table.print(from(step, 4), numbers(25));
        }

        var first = page(0, 10);
        var last = first.get(9).path("id").asLong();
        assertThat(page(0, 20)).as("any number may be asked for").hasSize(20);
        assertThat(page(0, -7)).hasSize(1);
        assertThat(texts(page(last, 1000))).hasSize(15).startsWith("line 11").endsWith("line 25");
    }

    @Test
    void controlCharactersAreShownAndWhatIsNotUnicodeDoesNoHarm() throws IOException {
        try (var table = table(100, 1000)) {
            table.print(from(step, 4), "\u001b]0;owned\u0007 <b>\tx\udc00\ud800 end");
        }

        assertThat(texts(page(0, 100))).singleElement().satisfies(line -> assertThat(line)
                .startsWith("\\u001b]0;owned\\u0007 <b> x")
                .endsWith(" end"));
    }

    @Test
    void aLineWithoutAnEndIsCutAndSaysSo() throws IOException {
        try (var table = table(100, 1000)) {
            table.print(from(step, 4), "x".repeat(300_000));
        }

        assertThat(texts(page(0, 100))).containsExactly("x".repeat(BoundedLines.LONGEST) + " (298000 characters more)");
    }

    @Test
    void ofManyLinesTheFirstAndTheLastAreKeptAndTheOthersCounted() throws IOException {
        try (var table = table(10_000, 10_000)) {
            table.print(from(step, 4), numbers(2_000));
        }

        assertThat(texts(page(0, 1000)))
                .hasSize(BoundedLines.FIRST + 1 + BoundedLines.LAST)
                .contains("line 100", "(1500 lines between are not kept)", "line 1601", "line 2000")
                .doesNotContain("line 101", "line 1600");
    }

    @Test
    void ofAStepTheNewestLinesAreKeptAndHowManyWentBeforeIsTold() throws IOException {
        long other = step(upgrade);
        try (var table = table(50, 10_000)) {
            table.print(from(other, 4), "of another step");
            for (int i = 0; i < 10; i++) {
                table.print(from(step, 4), "batch " + i + "\n" + numbers(19));
                settled(table);
            }
        }

        var lines = texts(page(0, 1000));
        assertThat(lines).contains("of another step").endsWith("line 19").hasSizeBetween(52, 57);
        assertThat(lines)
                .filteredOn(line -> line.endsWith(" lines up to here are not kept)"))
                .singleElement();
        long kept = lines.stream().filter(line -> !line.startsWith("(")).count() - 1;
        assertThat(lines).contains("(" + (200 - kept) + " lines up to here are not kept)");
    }

    @Test
    void ofAnUpgradeTheNewestLinesAreKept() throws IOException {
        try (var table = table(1000, 40)) {
            for (int i = 0; i < 10; i++) {
                table.print(from(step(upgrade), 4), numbers(10));
            }
        }

        assertThat(texts(page(0, 1000))).hasSizeBetween(41, 45).endsWith("line 10");
    }

    @Test
    void linesOfOldUpgradesAreRemovedAndThoseOfOneThatRunsAreNot() {
        long old = upgrade("succeeded");
        try (var table = table(100, 100)) {
            table.print(new Source(old, step(old), 1, Phase.ACT, 4), "old");
            table.print(from(step, 4), "runs");
        }
        long newer = upgrade("succeeded");
        long newest = upgrade("succeeded");
        try (var table = table(100, 100)) {
            table.print(new Source(newer, step(newer), 1, Phase.ACT, 4), "newer");
            table.print(new Source(newest, step(newest), 1, Phase.ACT, 4), "newest");
        }

        assertThat(sql.queryForList("SELECT text FROM octane.step_output ORDER BY id", String.class))
                .containsExactly("runs", "newer", "newest");
    }

    @Test
    void whatIsSaidAgainAndAgainIsKeptOnceAndCounted() throws IOException {
        try (var table = table(100, 1000)) {
            for (int i = 0; i < 5; i++) {
                table.print(from(step, 4), "Ceph is recovering");
            }
            table.print(from(step, 4), "Ceph is healthy");
        }

        assertThat(texts(page(0, 100)))
                .containsExactly("Ceph is recovering", "(the same 4 times more)", "Ceph is healthy");
    }

    @Test
    void aStepThatIsGoneHoldsUpNothing() throws IOException {
        try (var table = table(100, 1000)) {
            table.print(from(4711, 4), "of nobody");
            table.print(from(step, 4), "kept");
        }

        assertThat(texts(page(0, 100))).containsExactly("kept");
    }

    @Test
    void whileTheDatabaseTakesNothingLinesWaitAndTheStepDoesNot() throws Exception {
        try (var table = table(100_000, 100_000);
                var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("LOCK TABLE octane.step_output IN EXCLUSIVE MODE");

            long began = System.nanoTime();
            for (int i = 0; i < 30_000; i++) {
                table.print(from(step, 4), "line " + i);
            }
            assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
            connection.rollback();
            await().atMost(Duration.ofMinutes(1)).until(table::isIdle);
        }

        assertThat(sql.queryForList("SELECT text FROM octane.step_output ORDER BY id", String.class))
                .hasSizeBetween(20_000, 30_001)
                .contains("line 0")
                .anyMatch(line -> line.contains("lines of this and other steps are lost"));
    }

    @Test
    void thatTheDatabaseIsAwayIsSaidOnceAndOnceThatItIsBack() {
        var away = new AtomicInteger(5);
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        var log = (Logger) LoggerFactory.getLogger(OutputTable.class);
        log.addAppender(said);
        var source = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                if (away.getAndDecrement() > 0) {
                    throw new SQLException("nobody answers");
                }
                return super.getConnection();
            }
        };
        try (var table = new OutputTable(Database.of(source), Clock.systemUTC(), new OutputSettings(100, 1000, 2))) {
            table.print(from(step, 4), "line");
            settled(table);
        } finally {
            log.detachAppender(said);
        }

        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "What steps print is not written until the database answers",
                        "What steps print is written again");
    }

    @Test
    void whichTextAScriptHadIsKeptOnce() {
        try (var table = table(100, 1000)) {
            table.runs(from(step, 4), "upgrade-db/dump", "ab12");
            table.runs(from(step, 5), "upgrade-db/dump", "ab12");
            table.runs(from(step, 5), "upgrade-db/dump", "cd34");
        }

        assertThat(sql.queryForList(
                        "SELECT stage || ' ' || step || ' ' || sha256 FROM octane.step_script", String.class))
                .containsExactlyInAnyOrder("upgrade-db dump ab12", "upgrade-db dump cd34");
    }

    private static void settled(OutputTable table) {
        await().until(table::isIdle);
    }

    private static OutputTable table(int ofAStep, int ofAnUpgrade) {
        return new OutputTable(Database.of(database), Clock.systemUTC(), new OutputSettings(ofAStep, ofAnUpgrade, 2));
    }

    private Source from(long of, Integer node) {
        return new Source(upgrade, of, 1, Phase.ACT, node);
    }

    private static String numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    }

    private List<JsonNode> page(long after, int limit) throws IOException {
        var log = new OutputLog(new NamedParameterJdbcTemplate(database));
        var lines = new ArrayList<JsonNode>();
        new ObjectMapper().readTree(log.page(upgrade, null, null, after, limit)).forEach(lines::add);
        return lines;
    }

    private static List<String> texts(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("text").asText()).toList();
    }

    private static long upgrade(String status) {
        return sql.queryForObject(
                "INSERT INTO octane.upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at)"
                        + " VALUES ('prod', 'side-by-side', ?, 1, 2, 'alice', now()) RETURNING id",
                Long.class,
                status);
    }

    private static long step(long upgrade) {
        sql.update(
                "INSERT INTO octane.step_group (upgrade_id, number, after, open) VALUES (?, 1, '{}', 1)"
                        + " ON CONFLICT DO NOTHING",
                upgrade);
        return sql.queryForObject(
                "INSERT INTO octane.step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters,"
                        + " uses, estimate_seconds, timeout_seconds, max_attempts, status) VALUES (?, 1, 1, 'upgrade-db',"
                        + " 'dump', 'Dump', '{4}', '{}', '{}', 1, 1, 1, 'running') RETURNING id",
                Long.class, upgrade);
    }
}
