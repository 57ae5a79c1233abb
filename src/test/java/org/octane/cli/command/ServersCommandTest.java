package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServersCommandTest extends CommandTest {

    private static final String SERVER =
            """
            {"name": "%s", "state": "%s", "since": "2026-01-02T03:00:00.123456+00:00", "seen_at": "%s", "release": "1.2",
             "schema_number": 270, "steps": %d}
            """;

    @Test
    void whoHangsIsSilentSinceItWasLastSeen() {
        server.answer(
                "GET /servers",
                200,
                "["
                        + SERVER.formatted(
                                "0b8e9a1c-1111-2222-3333-444455556666@one:/var/lib/octane",
                                "here",
                                Instant.now().minusSeconds(2),
                                3)
                        + ","
                        + SERVER.formatted("two:/data", "silent", "2026-01-02T03:05:00.5+00:00", 0)
                        + ", {\"name\": \"three\", \"state\": \"unknown\", \"since\": null, \"seen_at\": null, \"release\": null,"
                        + " \"schema_number\": null, \"steps\": 1}]");
        System.setProperty("octane.columns", "200");
        try {
            assertThat(run("servers")).isZero();
        } finally {
            System.clearProperty("octane.columns");
        }
        assertThat(out.toString().lines().map(line -> line.replaceAll("\\s{2,}", " | ")))
                .first()
                .isEqualTo("SERVER | STATE | UP | LAST SEEN | RELEASE | SCHEMA | STEPS");
        assertThat(out.toString().lines().skip(1).map(line -> line.replaceAll("\\s{2,}", " | ")))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .matches("one:/var/lib/octane \\| here \\| [^|]+ \\| .* ago"
                                        + " \\| 1\\.2 \\| 270 \\| 3"),
                        two -> assertThat(two)
                                .startsWith("two:/data | silent | ")
                                .endsWith(" ago | 1.2 | 270 | 0"),
                        three -> assertThat(three)
                                .isEqualTo(
                                        "three | unknown: holds steps, tells nothing of itself | - | - | - | - | 1"));
    }

    @Test
    void whoWasKilledWasUpUntilItWasLastSeen() {
        server.answer(
                "GET /servers",
                200,
                "[" + SERVER.formatted("two:/data", "silent", "2026-01-02T03:05:00.5+00:00", 0) + "]");

        assertThat(run("servers")).isZero();

        assertThat(out.toString().lines().skip(1))
                .singleElement()
                .asString()
                .matches("two:/data +silent +5 min 00 s +.* ago .*");
    }

    @Test
    void noWordIsBrokenOnANarrowTerminal() {
        server.answer(
                "GET /servers",
                200,
                "[" + SERVER.formatted("vm:/tmp/data", "here", Instant.now().minusSeconds(2), 0) + "]");
        System.setProperty("octane.columns", "80");
        try {
            assertThat(run("servers")).isZero();
        } finally {
            System.clearProperty("octane.columns");
        }
        assertThat(out.toString()).contains("STEPS", "SCHEMA", "vm:/tmp/data", " ago");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void nobodyIsToldOfWhereNoServerHasARow() {
        server.answer("GET /servers", 200, "[]");

        assertThat(run("servers")).isZero();
        assertThat(out.toString()).isEqualTo("No server has told of itself.\n");
    }
}
