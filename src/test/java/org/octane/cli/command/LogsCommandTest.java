package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.Json;

class LogsCommandTest extends CommandTest {

    private static final String NODES =
            "[{\"id\": 3, \"name\": \"node-3\", \"roles\": []}, {\"id\": 4, \"name\": \"db-a\", \"roles\": []}]";
    private static final String RUNS = "{\"id\": 1, \"status\": \"running\", \"stages\": []}";
    private static final String OVER = "{\"id\": 1, \"status\": \"succeeded\", \"stages\": []}";

    @BeforeEach
    void nodes() {
        server.answer("GET /nodes", 200, NODES);
    }

    @Test
    void eachLineSaysWhenWhereAndWhat() {
        server.answer("GET /upgrades/1/log?limit=1000&after=0", 200, "[" + line(5, 4, "dumped keystone") + "]");

        assertThat(run("logs", "1")).isZero();
        assertThat(out.toString())
                .matches("(?s)\\d\\d:\\d\\d:07 upgrade-db dump-databases \\(db-a\\): dumped keystone\\R");
    }

    @Test
    void aNodeIsNamedAsPeopleCallIt() {
        server.answer("GET /upgrades/1/log?limit=1000&after=0&step_id=9&node=4", 200, "[" + line(5, 4, "dumped") + "]");
        server.answer("GET /upgrades/1/log?limit=1000&after=0&node=0", 200, "[" + line(6, 0, "backed up") + "]");

        assertThat(run("logs", "1", "--step", "9", "--node", "db-a")).isZero();
        assertThat(run("logs", "1", "--node", "master")).isZero();
        assertThat(out.toString()).contains("(db-a): dumped", "(master): backed up");

        assertThat(run("logs", "1", "--node", "db-b")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no node 'db-b'.", "octane nodes");
    }

    @Test
    void allPagesAreRead() throws Exception {
        var page = IntStream.rangeClosed(1, 1000).mapToObj(i -> line(i, 4, "n")).collect(Collectors.joining(","));
        server.answer("GET /upgrades/1/log?limit=1000&after=0", 200, "[" + page + "]");
        server.answer("GET /upgrades/1/log?limit=1000&after=1000", 200, "[" + line(1001, 4, "last") + "]");

        assertThat(run("logs", "1", "-f", "json")).isZero();
        assertThat(Json.read(out.toString())).hasSize(1001);
    }

    @Test
    void itIsFollowedToTheUpgradesEnd() {
        server.answer("GET /upgrades/1", 200, RUNS).answer("GET /upgrades/1", 200, OVER);
        server.answer("GET /upgrades/1/log?limit=1000&after=0", 200, "[" + line(5, 4, "begun") + "]");
        server.answer("GET /upgrades/1/log?limit=1000&after=5", 200, "[" + line(6, 4, "ended") + "]");

        assertThat(run("logs", "1", "--follow")).isZero();
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(out.toString()).contains("begun", "ended");
    }

    @Test
    void whatIsNotThereIsSaid() {
        server.answer(
                "GET /upgrades/7/log?limit=1000&after=0",
                404,
                "{\"message\": \"Upgrade with id 7 was not found.\", \"errors\": []}");

        assertThat(run("logs", "7")).isEqualTo(4);
        assertThat(err.toString()).contains("Upgrade with id 7 was not found.");
    }

    private static String line(long id, int node, String text) {
        return "{\"id\": " + id + ", \"at\": \"2026-01-02T03:00:07+00:00\", \"stage\": \"upgrade-db\", \"step_id\": 9,"
                + " \"step\": \"dump-databases\", \"node\": " + node
                + ", \"attempt\": 1, \"phase\": \"act\", \"text\": \""
                + text + "\"}";
    }
}
