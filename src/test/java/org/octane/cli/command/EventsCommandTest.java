package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Json;
import org.octane.cli.client.SampleAnswers;

class EventsCommandTest extends CommandTest {

    @BeforeEach
    void anUpgradeThatIsOver() {
        server.answer("GET /upgrades/7/board", 200, board(2, SampleAnswers.SUCCEEDED))
                .events(
                        "GET /upgrades/7/events",
                        """
                        id: 1
                        data: {"at": "2026-01-02T03:00:00.123+00:00", "actor": "alice", "status": "paused", "message": "Paused by alice."}

                        id: 2
                        data: {"at": "2026-01-02T03:00:05+00:00", "actor": "engine", "stage": "upgrade-db", "name": "dump", "nodes": [4], "status": "failed", "message": "MySQL is away"}

                        event: end
                        data: {}

                        """);
    }

    @Test
    void whoDidWhatAndWhyIsALine() {
        assertThat(run("events", "7")).isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        2026-01-02T03:00:00+00:00 alice: the upgrade paused: Paused by alice.
                        2026-01-02T03:00:05+00:00 engine: upgrade-db dump (node 4) failed: MySQL is away
                        """);
    }

    @Test
    void aServerThatTakesItsTimeIsWaitedFor() {
        for (int i = 0; i < 7; i++) {
            server.answer("GET /upgrades/8/events", 503, "{}");
        }
        server.answer("GET /upgrades/8/board", 200, board(1, SampleAnswers.RUNNING))
                .events(
                        "GET /upgrades/8/events",
                        """
                        id: 1
                        data: {"at": "2026-01-02T03:00:00Z", "actor": "alice", "status": "running", "message": "Started by alice."}

                        """);

        assertThat(run("events", "8")).isZero();

        assertThat(out.toString()).isEqualTo("2026-01-02T03:00:00Z alice: the upgrade running: Started by alice.\n");
    }

    /** However long the one that is there lets one wait. */
    @Test
    void allThatHadHappenedIsShownThoughThereIsAPauseInBetween() {
        server.answer("GET /upgrades/8/board", 200, board(2, SampleAnswers.RUNNING))
                .events("GET /upgrades/8/events", event(1));
        for (int i = 0; i < 9; i++) {
            server.answer("GET /upgrades/8/events", 503, "{}");
        }
        server.events("GET /upgrades/8/events", event(2));

        assertThat(run("events", "8")).isZero();

        assertThat(out.toString()).contains("Event 1.").endsWith("Event 2.\n");
    }

    @Test
    void whoFollowsIsToldTheLastEventOfAnUpgradeThatIsOver() {
        server.answer("GET /upgrades/8/board", 200, board(1, SampleAnswers.RUNNING))
                .answer("GET /upgrades/8/board", 200, board(2, SampleAnswers.SUCCEEDED))
                .events("GET /upgrades/8/events", event(1));
        for (int i = 0; i < 9; i++) {
            server.answer("GET /upgrades/8/events", 503, "{}");
        }
        server.events("GET /upgrades/8/events", event(2) + "event: end\ndata: {}\n\n");

        assertThat(run("events", "8", "--follow")).isZero();

        assertThat(out.toString()).contains("Event 1.").endsWith("Event 2.\n");
    }

    private static String board(int position, String upgrade) {
        return "{\"position\": " + position + ", \"upgrade\": " + upgrade + "}";
    }

    private static String event(int id) {
        return "id: " + id + "\ndata: {\"at\": \"2026-01-02T03:00:00Z\", \"actor\": \"alice\", \"status\": \"running\","
                + " \"message\": \"Event " + id + ".\"}\n\n";
    }

    @Test
    void whatPeopleDidCanBeAskedForAlone() throws Exception {
        assertThat(run("events", "7", "--people", "-f", "json")).isZero();

        assertThat(Json.read(out.toString())).hasSize(1);
        assertThat(Json.read(out.toString()).get(0).path("actor").asText()).isEqualTo("alice");
    }

    @Test
    void anUpgradeThatIsNotThereIsSaid() {
        assertThat(run("events", "9")).isEqualTo(ExitCode.REFUSED);
    }
}
