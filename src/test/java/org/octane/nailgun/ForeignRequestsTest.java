package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page in an operator's browser can send to a server on the loopback address, and what a real client sends. */
class ForeignRequestsTest {

    private static NailgunServer server;

    @BeforeAll
    static void start() {
        server = new NailgunServer(NailgunDatabase.sample());
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "",
                "text/json"
            })
    void aBodyThatAPageMaySendWithoutAskingIsRefused(String type) throws IOException {
        var answer = post("/api/v1/clusters", type.isEmpty() ? "" : "Content-Type: " + type + "\r\n", "{}");

        assertThat(answer).startsWith("HTTP/1.1 415 ").contains("\"message\":\"A body has to be JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: https://127.0.0.1",
                "Origin: http://127.0.0.1:1",
                "Origin: http://127.0.0.1.evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void aPageOfAnotherOriginIsRefusedWhateverItAsks(String header) throws IOException {
        assertThat(post("/api/v1/upgrades/1/pause", header + "\r\n", "")).startsWith("HTTP/1.1 403 ");
        assertThat(send("GET /api/v1/clusters HTTP/1.1\r\nHost: " + server.address() + "\r\n" + header + "\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .doesNotContain("sample");
        assertThat(send("GET /observe/health HTTP/1.1\r\nHost: " + server.address() + "\r\n" + header + "\r\n"))
                .startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "a b", ""
            })
    void aNameThatIsNotTheServersIsRefused(String host) throws IOException {
        assertThat(send("GET /api/v1/clusters HTTP/1.1\r\nHost: " + host + "\r\n"))
                .matches("(?s)HTTP/1.1 4(21|00) .*")
                .doesNotContain("sample");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "localhost", "LOCALHOST", "[::1]", "10.20.0.2"})
    void anAddressAndLocalhostAreTheServers(String host) throws IOException {
        assertThat(send("GET /api/v1/clusters HTTP/1.1\r\nHost: " + host + ":8008\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aPageOfTheServersOwnMayAsk() throws IOException {
        assertThat(send("GET /api/v1/clusters HTTP/1.1\r\nHost: " + server.address() + "\r\nOrigin: http://"
                        + server.address() + "\r\nSec-Fetch-Site: same-origin\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON", "application/json; charset=UTF-8"})
    void aClientThatSaysJsonIsHeard(String type) throws IOException {
        assertThat(post("/api/v1/clusters/999/update", "Content-Type: " + type + "\r\n", "{}"))
                .startsWith("HTTP/1.1 405 ");
    }

    private static String post(String path, String headers, String body) throws IOException {
        return send(
                "POST " + path + " HTTP/1.1\r\nHost: " + server.address() + "\r\n" + headers + "Content-Length: "
                        + body.length() + "\r\n",
                body);
    }

    private static String send(String head) throws IOException {
        return send(head, "");
    }

    private static String send(String head, String body) throws IOException {
        var address = server.address().split(":");
        try (var socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((head + server.login() + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
