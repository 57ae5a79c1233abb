package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.security.login.Logins;
import org.octane.security.login.TokenAccounts;
import org.octane.server.http.TlsFiles;

/** The descriptions of the API and of the queues, as whoever makes a client of them gets them. */
class DescriptionsTest {

    private static final String BASE = "/api/v1/";

    @TempDir
    private static Path folder;

    private static GuardedServer server;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        var accounts = TokenAccounts.in(folder.resolve("token"));
        token = Files.readString(folder.resolve("token")).strip();
        server = new GuardedServer(
                new Logins(List.of(accounts), Duration.ofMinutes(30), Duration.ofHours(12), System::nanoTime),
                "",
                TlsFiles.NONE);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi/octane.yaml", "asyncapi/octane.yaml"})
    void aDocumentIsHandedOutAsItIs(String document) throws IOException {
        var answer = server.send("GET", BASE + document, "X-Auth-Token", token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/yaml");
        assertThat(answer.body()).isEqualTo(resource(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openapi/octane.yaml", "asyncapi/octane.yaml"})
    void whoIsNotLoggedInGetsNone(String document) {
        assertThat(server.send("GET", BASE + document).statusCode()).isEqualTo(401);
        assertThat(server.send("DELETE", BASE + document, "X-Auth-Token", token).statusCode())
                .isEqualTo(405);
    }

    @Test
    void whatTheDescriptionOfTheQueuesRefersToIsFoundFromWhereItWasFetched() throws IOException {
        var here = URI.create(server.url() + BASE + "asyncapi/octane.yaml");
        var document = new YAMLMapper()
                .readTree(server.send("GET", here.getPath(), "X-Auth-Token", token)
                        .body());
        var references = document.findValuesAsText("$ref").stream()
                .filter(reference -> !reference.startsWith("#"))
                .map(here::resolve)
                .toList();

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            var other = server.send("GET", reference.getPath(), "X-Auth-Token", token);
            assertThat(new YAMLMapper().readTree(other.body()).at(reference.getFragment()))
                    .as(reference.toString())
                    .isNotEmpty();
        });
    }

    private static String resource(String name) throws IOException {
        try (var in = DescriptionsTest.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
