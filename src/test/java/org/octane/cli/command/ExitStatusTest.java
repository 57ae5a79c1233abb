package org.octane.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.cli.Commands;
import org.octane.cli.client.ExitCode;

/** What a script reads of each command, whatever the server answers. */
class ExitStatusTest extends CommandTest {

    /** Ask no server, or start one of their own. */
    private static final Set<String> ALONE = Set.of("completion", "demo");

    private static final List<String> LINES = List.of(
            "preflight 1",
            "preflight",
            "plan --env 1",
            "upgrade --env 1",
            "upgrade --env 1 --wait",
            "status",
            "status 7",
            "watch 7",
            "watch",
            "pause 7",
            "resume 7",
            "approve 7",
            "limit 7 --role compute --max-unavailable 1",
            "abort 7",
            "rollback 7",
            "rollback 7 --plan",
            "rollback-control 5",
            "rollback-control 5 --plan",
            "retry 7",
            "skip 7 3 --reason done",
            "dead-letters",
            "dead-letters show 2",
            "dead-letters retry 2",
            "dead-letters discard 2 --reason done",
            "events 7",
            "logs 7",
            "report 7",
            "nodes",
            "servers",
            "nodes trust 4",
            "audit",
            "env upgrade 1",
            "env upgrade 1 --plan",
            "env update 1",
            "env rollback 1",
            "node upgrade 4",
            "prepare",
            "upgrade-env 1",
            "upgrade-db 5",
            "upgrade-ceph 5",
            "upgrade-control 5",
            "upgrade-node 4 5",
            "cleanup-env 5",
            "cleanup-fuel");

    static Stream<Arguments> everyCommand() {
        return LINES.stream().map(Arguments::of);
    }

    /** Whoever watches waits two minutes for a server that is away. */
    static Stream<Arguments> everyCommandThatDoesNotWait() {
        return LINES.stream()
                .filter(line -> !line.matches("watch.*|events.*|.*--wait"))
                .map(Arguments::of);
    }

    @Test
    void noCommandIsLeftOutHere() {
        var named = new TreeSet<String>(ALONE);
        LINES.forEach(line -> named.add(line.split(" ")[0]));

        assertThat(named).containsExactlyInAnyOrderElementsOf(Commands.names());
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void aRefusalIsToldAsOne(String line) {
        server.otherwise(409, "application/json", "{\"message\": \"Not now.\", \"errors\": []}", "conflict");

        assertThat(typed(line)).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).startsWith("octane: Not now. [conflict]\n        Nothing was changed.");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyCommandThatDoesNotWait")
    void aServerThatCannotWorkNowIsToldAsOne(String line) {
        server.otherwise(503, "application/json", "{\"message\": \"No database.\", \"errors\": []}", "unavailable");

        assertThat(typed(line)).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).startsWith("octane: No database. [unavailable]\n        Try again");
    }

    @ParameterizedTest
    @MethodSource("everyCommandThatDoesNotWait")
    void whatIsNoOctaneServerIsToldAsThat(String line) {
        server.otherwise(200, "text/html", "<h1>It works!</h1>", null);

        assertThat(typed(line)).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("is not an Octane server. [server-unreachable]");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyCommandThatDoesNotWait")
    void anAnswerWithNothingInItIsNoSuccess(String line) {
        for (var nothing : List.of("", "{}", "null")) {
            server.otherwise(200, "application/json", nothing, null);

            assertThat(typed(line)).as(nothing).isNotZero();
            assertThat(err.toString()).as(nothing).doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid-request, 4",
        "401, not-logged-in, 4",
        "403, forbidden, 4",
        "404, not-found, 4",
        "405, not-allowed, 4",
        "409, conflict, 4",
        "409, preflight-failed, 5",
        "413, too-large, 4",
        "414, too-large, 4",
        "415, not-json, 4",
        "421, unknown-host, 4",
        "429, too-many-logins, 3",
        "431, too-large, 4",
        "500, internal-error, 1",
        "503, unavailable, 3"
    })
    void eachAnswerHasItsExitStatus(int status, String code, int exit) {
        server.otherwise(status, "application/json", "{\"message\": \"So it is.\", \"errors\": []}", code);

        assertThat(typed("upgrade --env 1")).isEqualTo(exit);
        assertThat(typed("status")).isEqualTo(exit);
        assertThat(err.toString()).contains("octane: So it is. [" + code + "]\n");
    }

    private int typed(String line) {
        return run(new ArrayList<>(Arrays.asList(line.split(" "))).toArray(String[]::new));
    }
}
