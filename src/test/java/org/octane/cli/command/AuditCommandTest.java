package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditCommandTest extends CommandTest {

    private static final String ENTRY =
            """
            {"id": %d, "at": "2026-01-02T03:00:00.123456+00:00", "actor": "alice (for bob)", "source": "10.0.0.1", "via": "cli",
             "action": "pauseUpgrade", "target": "/api/v1/upgrades/1/pause", "status": 200, "detail": ""}
            """;

    @Test
    void whoDidWhatIsATable() {
        server.answer("GET /audit?limit=100", 200, "[" + ENTRY.formatted(7) + "]");

        assertThat(run("audit")).isZero();
        assertThat(out.toString())
                .contains("ID  TIME                       ACTOR            FROM      VIA  ACTION        TARGET")
                .contains(
                        "7   2026-01-02T03:00:00+00:00  alice (for bob)  10.0.0.1  cli  pauseUpgrade  /api/v1/upgrades/1/pause")
                .doesNotContain("Older ones");
    }

    @Test
    void aFullPageSaysHowTheNextIsSeen() {
        var page =
                IntStream.range(0, 100).mapToObj(i -> ENTRY.formatted(500 - i)).collect(Collectors.joining(","));
        server.answer("GET /audit?limit=100", 200, "[" + page + "]");
        server.answer("GET /audit?limit=100&before=401", 200, "[]");

        assertThat(run("audit")).isZero();
        assertThat(out.toString()).contains("Older ones: octane audit --before 401");
        assertThat(run("audit", "--before", "401")).isZero();
        assertThat(out.toString()).contains("No entries.");
    }

    @Test
    void whatAStrangerHasSentIsShownAndNotObeyed() {
        server.answer(
                "GET /audit?limit=100",
                200,
                "[" + ENTRY.formatted(7).replace("10.0.0.1", "\\u001b]0;owned\\u0007\\u202e") + "]");

        run("audit");

        assertThat(out.toString()).contains("\\u001b]0;owned\\u0007\\u202e").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void somebodyWhoIsNotLoggedInIsToldHow() {
        server.answer("GET /audit?limit=100", 401, "{\"message\": \"Log in first.\", \"errors\": []}");

        assertThat(run("audit")).isEqualTo(4);
        assertThat(err.toString()).contains("octane: Log in first.", "--token-file FILE, OCTANE_TOKEN, or --user");
    }

    @Test
    void aPasswordIsSentThatIsNoArgument() throws java.io.IOException {
        var file = java.nio.file.Files.createTempFile("octane-password", "");
        try {
            java.nio.file.Files.writeString(file, "correct horse\n");
            server.answer("GET /audit?limit=100", 200, "[]");
            assertThat(run("audit", "--user", "alice", "--password-file", file.toString()))
                    .isZero();
        } finally {
            java.nio.file.Files.delete(file);
        }
        assertThat(server.requests().get(0).headers().get("Authorization"))
                .containsExactly("Basic YWxpY2U6Y29ycmVjdCBob3JzZQ==");
    }
}
