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
        server.answer("GET /upgrades/7", 200, SampleAnswers.SUCCEEDED)
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
        server.answer("GET /upgrades/8", 200, SampleAnswers.RUNNING)
                .events(
                        "GET /upgrades/8/events",
                        """
                        id: 1
                        data: {"at": "2026-01-02T03:00:00Z", "actor": "alice", "status": "running", "message": "Started by alice."}

                        """);

        assertThat(run("events", "8")).isZero();

        assertThat(out.toString()).isEqualTo("2026-01-02T03:00:00Z alice: the upgrade running: Started by alice.\n");
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
