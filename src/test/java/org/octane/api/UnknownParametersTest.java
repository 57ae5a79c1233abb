package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.security.login.Logins;
import org.octane.security.login.TokenAccounts;
import org.octane.server.http.TlsFiles;

/** Whoever misspells a parameter means something else than what is done without it. */
class UnknownParametersTest {

    @TempDir
    private static Path folder;

    private static GuardedServer server;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        var accounts = TokenAccounts.in(folder.resolve("token"));
        token = Files.readString(folder.resolve("token")).strip();
        server = new GuardedServer(
                new Logins(List.of(accounts), Duration.ofHours(1), Duration.ofHours(1), Ticker.systemTicker()),
                "",
                TlsFiles.NONE);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    static Stream<Operation> operations() {
        return GuardedServer.CONTRACT.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noOperationTakesOneThatIsNotItsOwn(Operation operation) {
        int before = server.asked.size();

        for (var query : List.of("bogus=1", "bogus", "%62ogus=", "Limit=1", "node_id=1&upgrade_id=1")) {
            var answer = send(operation, query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).as(query).contains("\"message\":\"There is no parameter ");
        }

        assertThat(server.asked).hasSize(before);
    }

    @Test
    void thoseThatThereAreAreNamed() {
        assertThat(server.send("GET", "/api/v1/upgrades?bogus=1&limit=5", "X-Auth-Token", token)
                        .body())
                .contains("There is no parameter 'bogus' here, only limit, offset.");
        assertThat(server.send("PUT", "/api/v1/clusters/1/upgrade?nodes=4", "X-Auth-Token", token)
                        .body())
                .contains("There is no parameter 'nodes' here, only node.");
        assertThat(server.send("GET", "/api/v1/upgrades/1?bogus=1", "X-Auth-Token", token)
                        .body())
                .contains("There is no parameter 'bogus' here, nor any other.");
    }

    /** {@code fuel settings --upload --force}. */
    @Test
    void whatNailgunsClientSendsIsTaken() {
        assertThat(server.sendBody(
                                "PUT",
                                "/api/v1/clusters/1/attributes?force=1",
                                "{\"editable\":{}}",
                                "X-Auth-Token",
                                token,
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(200);
        for (var path : List.of(
                "/api/v1/nodes/?cluster_id=1",
                "/api/v1/transactions/?cluster_id=1&statuses=ready&transaction_types=deploy",
                "/api/v1/clusters/?")) {
            assertThat(server.send("GET", path, "X-Auth-Token", token).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<String> send(Operation operation, String query) {
        var path = operation.path().pattern().replace("([^/]+)", "1");
        return server.send(operation.method(), "/api/v1" + path + "?" + query, "X-Auth-Token", token);
    }
}
