package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.security.login.KeystoneAccounts;
import org.octane.security.login.Logins;
import org.octane.security.login.TestKeystone;
import org.octane.server.http.TlsFiles;

/** Nailgun's clients log in at /keystone/v2.0 and send what they get there as X-Auth-Token. */
class KeystoneDoorTest {

    private static final String LOGIN =
            "{\"auth\": {\"tenantName\": \"admin\", \"passwordCredentials\": {\"username\": \"%s\", \"password\": \"%s\"}}}";
    private static final String JSON = "application/json";

    private final AtomicLong nanos = new AtomicLong();
    private TestKeystone keystone;
    private Logins logins;
    private GuardedServer server;

    @BeforeEach
    void start() throws IOException {
        keystone = new TestKeystone(false).user("admin", "secret", "admin").user("bob", "b", "observer");
        var accounts = new KeystoneAccounts(keystone.settings(), InstantSource.system(), nanos::get);
        logins = new Logins(List.of(accounts), Duration.ofMinutes(30), Duration.ofHours(12), nanos::get);
        server = new GuardedServer(logins, keystone.url(), TlsFiles.NONE);
    }

    @AfterEach
    void end() {
        server.close();
        keystone.close();
    }

    @Test
    void aClientLogsInThroughOctaneAndIsWhoKeystoneSays() throws IOException {
        var answer = server.sendBody(
                "POST", "/keystone/v2.0/tokens", LOGIN.formatted("admin", "secret"), "Content-Type", JSON);
        assertThat(answer.statusCode()).isEqualTo(200);
        var token = new ObjectMapper()
                .readTree(answer.body())
                .at("/access/token/id")
                .asText();

        assertThat(server.send("POST", "/api/v1/upgrades/1/pause", "X-Auth-Token", token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.audit.get(server.audit.size() - 1).actor()).isEqualTo("admin");
        assertThat(server.send("POST", "/api/v1/upgrades/1/pause", "X-Auth-Token", keystone.token("bob"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send("GET", "/api/v1/nodes", "X-Auth-Token", "0123456789abcdef")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenThatWasRevokedOpensNothingAfterAFewSeconds() {
        var token = keystone.token("admin");
        assertThat(server.send("GET", "/api/v1/nodes", "X-Auth-Token", token).statusCode())
                .isEqualTo(200);
        keystone.revoke(token);
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(server.send("GET", "/api/v1/nodes", "X-Auth-Token", token).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aKeystoneThatIsAwayIsNoRefusal() {
        var token = keystone.token("admin");
        keystone.close();

        var asked = server.send("GET", "/api/v1/nodes", "X-Auth-Token", token);
        assertThat(asked.statusCode()).isEqualTo(503);
        assertThat(asked.headers().firstValue("Retry-After")).isPresent();
        assertThat(server.sendBody(
                                "POST",
                                "/keystone/v2.0/tokens",
                                LOGIN.formatted("admin", "secret"),
                                "Content-Type",
                                JSON)
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void whoGuessesPasswordsByKeystoneWaitsToo() {
        for (int i = 0; i < 5; i++) {
            assertThat(server.sendBody(
                                    "POST",
                                    "/keystone/v2.0/tokens",
                                    LOGIN.formatted("admin", "guess"),
                                    "Content-Type",
                                    JSON)
                            .statusCode())
                    .isEqualTo(401);
        }
        var answer = server.sendBody(
                "POST", "/keystone/v2.0/tokens", LOGIN.formatted("admin", "secret"), "Content-Type", JSON);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(server.audit).allSatisfy(entry -> assertThat(entry.actor()).isEqualTo("admin"));
    }

    @Test
    void aUserForWhomOthersGuessIsGuessedForByKeystoneNeither() {
        var login = LOGIN.formatted("admin", "secret");
        assertThat(server.sendBody("POST", "/keystone/v2.0/tokens", login, "Content-Type", JSON)
                        .statusCode())
                .isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            logins.byPassword("admin", "guess", "192.0.2." + i);
        }
        assertThat(server.sendBody("POST", "/keystone/v2.0/tokens", login, "Content-Type", JSON)
                        .statusCode())
                .isEqualTo(429);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(server.sendBody("POST", "/keystone/v2.0/tokens", login, "Content-Type", JSON)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/keystone/v2.0/../../admin",
                "/keystone/v2.0/%2e%2e/admin",
                "/keystone/v2.0@evil.example/",
                "/keystone/v2.0.evil/",
                "/keystone/v1/tokens",
                "/keystone//v2.0/tokens",
                "/keystone"
            })
    void onlyKeystonesOwnPathsLeadThere(String path) {
        assertThat(server.send("GET", path).statusCode()).isEqualTo(401);
    }

    @Test
    void aBodyThatIsNoLoginIsNotPassedOn() {
        assertThat(server.sendBody("POST", "/keystone/v2.0/tokens", "x".repeat(100_000), "Content-Type", JSON)
                        .statusCode())
                .isEqualTo(413);
        assertThat(server.sendBody("POST", "/keystone/v2.0/tokens", "x=y", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
    }
}
