package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.security.CaFile;
import org.octane.security.TestCertificate;
import org.octane.security.login.FileAccounts;
import org.octane.security.login.Logins;
import org.octane.security.login.Passwords;
import org.octane.security.login.Role;
import org.octane.security.login.TokenAccounts;
import org.octane.security.login.UserFile;
import org.octane.server.http.TlsFiles;

/** Everything that is served, before and after somebody has logged in. */
class DoorTest {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE");
    private static final String ALICE = GuardedServer.basic("alice", "correct horse");
    private static final String BOB = GuardedServer.basic("bob", "battery staple");
    private static final AtomicLong NANOS = new AtomicLong();

    @TempDir
    static Path folder;

    private static GuardedServer server;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        var passwords = new Passwords();
        var users = new UserFile(folder.resolve("users"));
        users.put("alice", Role.OPERATOR, passwords.hash("correct horse"));
        users.put("bob", Role.READER, passwords.hash("battery staple"));
        var accounts =
                List.of(FileAccounts.in(users, passwords, NANOS::get), TokenAccounts.in(folder.resolve("token")));
        token = Files.readString(folder.resolve("token")).strip();
        server = new GuardedServer(
                new Logins(accounts, Duration.ofMinutes(30), Duration.ofHours(12), NANOS::get), "", TlsFiles.NONE);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void nothingIsOpenThatIsNotMeantToBe() {
        var paths = new TreeSet<>(List.of(
                "/",
                "/api",
                "/api/",
                "/api/v1",
                "/api/v2/upgrades",
                "/nothing",
                "/login/",
                "/login.css/",
                "/login.css/x",
                "//login",
                "/%6cogin",
                "/login/../api/v1/upgrades",
                "/login/%2e%2e/api/v1/upgrades",
                "/api/version/../upgrades",
                "/logout",
                "/observe",
                "/observe/metrics",
                "/observe/health/checks",
                "/observe/health/",
                "/observe/health/../metrics",
                "/keystone/v2.0/tokens",
                "/keystone",
                "/hawtio",
                "/jolokia",
                "/q/health",
                "/api/v1/version/x",
                "/favicon.ico/",
                "/favicon.ico?x"));
        for (var operation : GuardedServer.CONTRACT.operations()) {
            var path = operation.path().pattern().replace("([^/]+)", "1");
            for (var base : List.of("/api", "/api/v1")) {
                paths.add(base + path);
                paths.add(base + path + "/");
                paths.add(base + path.replaceFirst("^/clusters", "/cluster"));
                paths.add(base + path + "?x-auth-token=x");
            }
        }
        var open = new TreeSet<String>();
        for (var path : paths) {
            for (var method : METHODS) {
                int status = server.send(method, path).statusCode();
                if (status != 401) {
                    open.add(method + " " + path + " " + status);
                }
            }
        }
        assertThat(paths).hasSizeGreaterThan(150);
        assertThat(open)
                .containsExactly(
                        "GET /api/v1/version 200",
                        "GET /api/v1/version/ 200",
                        "GET /api/v1/version?x-auth-token=x 400",
                        "GET /api/version 200",
                        "GET /api/version/ 200",
                        "GET /api/version?x-auth-token=x 400",
                        "GET /favicon.ico?x 200");
        assertThat(server.send("GET", "/login").statusCode()).isEqualTo(200);
        assertThat(server.send("GET", "/login.css").statusCode()).isEqualTo(200);
        var icon = server.send("GET", "/favicon.ico");
        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.body()).startsWith("<svg");
        assertThat(icon.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(server.send("GET", "/observe/health").statusCode())
                .as("open, though nobody serves it here")
                .isEqualTo(404);
    }

    @Test
    void everyOperationHasARoleAndAReaderIsKeptFromTheOthers() {
        var wrong = new ArrayList<String>();
        for (var operation : GuardedServer.CONTRACT.operations()) {
            var path = "/api/v1" + operation.path().pattern().replace("([^/]+)", "1");
            var json = List.of("Authorization", BOB, "Content-Type", "application/json");
            var answer = server.send(operation.method(), path, json.toArray(String[]::new));
            boolean open = operation.role() == Role.READER || operation.id().equals("getVersion");
            if ((answer.statusCode() != 403) != open) {
                wrong.add(operation.id() + " " + answer.statusCode());
            }
            if (operation.method().equals("GET")) {
                assertThat(operation.role()).as(operation.id()).isEqualTo(Role.READER);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(server.send("POST", "/api/v1/upgrades/1/pause", "Authorization", BOB)
                        .body())
                .isEqualTo("{\"message\":\"bob is a reader, and pauseUpgrade needs an operator.\",\"errors\":[]}");
        assertThat(last(server.audit))
                .returns("bob", entry -> entry.actor())
                .returns("pauseUpgrade", entry -> entry.action())
                .returns(403, entry -> entry.status());
        assertThat(server.send("POST", "/api/v1/upgrades/1/pause", "Authorization", ALICE)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoIsLoggedInIsTheActorWhateverTheRequestSays() {
        for (var header : List.of("CamelVertxPlatformHttpAuthenticatedUser", "X-Remote-User", "person")) {
            server.sendBody(
                    "POST",
                    "/api/v1/upgrades/1/pause",
                    "{\"person\": \"root\"}",
                    "Authorization",
                    ALICE,
                    "Content-Type",
                    "application/json",
                    header,
                    "root");
            assertThat(last(server.asked)).isEqualTo(Map.of("person", "alice (for root)"));
        }
        server.send("POST", "/api/v1/upgrades/1/pause", "X-Auth-Token", token, "User-Agent", "octane/cli");
        assertThat(last(server.asked)).isEqualTo(Map.of("person", "operator"));
        assertThat(last(server.audit))
                .returns("operator", entry -> entry.actor())
                .returns("127.0.0.1", entry -> entry.source())
                .returns("cli", entry -> entry.via())
                .returns("pauseUpgrade", entry -> entry.action())
                .returns("/api/v1/upgrades/1/pause", entry -> entry.target())
                .returns(200, entry -> entry.status());
    }

    @ParameterizedTest
    @CsvSource({
        "X-Auth-Token,guess",
        "X-Auth-Token,''",
        "Authorization,Bearer guess",
        "Authorization,Basic !!!",
        "Authorization,Basic YWxpY2U=",
        "Authorization,Digest x",
        "Cookie,octane-session=guess"
    })
    void aWrongProofIsRefusedWithASentence(String header, String value) {
        NANOS.addAndGet(Duration.ofHours(1).toNanos());
        var answer = server.send("GET", "/api/v1/upgrades", header, value);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).contains("Send something.").doesNotContain("guess");
    }

    @Test
    void whoGuessesIsToldWhenToTryAgain() {
        NANOS.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 4; i++) {
            assertThat(server.send("GET", "/api/v1/upgrades", "Authorization", GuardedServer.basic("bob", "guess"))
                            .statusCode())
                    .isEqualTo(401);
        }
        server.send("GET", "/api/v1/upgrades", "Authorization", GuardedServer.basic("bob", "guess"));
        var answer = server.send("GET", "/api/v1/upgrades", "Authorization", BOB);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        NANOS.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(server.send("GET", "/api/v1/upgrades", "Authorization", BOB).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBrowserIsShownTheLoginAndComesBack() {
        NANOS.addAndGet(Duration.ofHours(1).toNanos());
        var sent = server.send("GET", "/api/v1/upgrades?x=1", "Accept", "text/html,*/*");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(sent.headers().firstValue("Location")).hasValue("/login?next=%2Fapi%2Fv1%2Fupgrades%3Fx%3D1");
        assertThat(server.send("GET", "/login?next=%2Fapi%2Fv1%2Fupgrades%3Fx%3D1")
                        .body())
                .contains("value=\"/api/v1/upgrades?x=1\"");

        var wrong = form("name=alice&secret=wrong&next=/api/v1/upgrades");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("Nobody is known by this name and password.");

        var begun = form("name=alice&secret=correct+horse&next=/api/v1/nodes");
        assertThat(begun.statusCode()).isEqualTo(303);
        assertThat(begun.headers().firstValue("Location")).hasValue("/api/v1/nodes");
        var cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HTTPOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure", "Max-Age");
        var session = cookie.replaceFirst(";.*", "");
        assertThat(server.send("GET", "/api/v1/upgrades", "Cookie", session).statusCode())
                .isEqualTo(200);

        assertThat(server.send("POST", "/api/v1/upgrades/1/pause", "Cookie", session)
                        .statusCode())
                .as("not from a page of this server")
                .isEqualTo(403);
        assertThat(server.send("POST", "/api/v1/upgrades/1/pause", "Cookie", session, "Origin", server.url())
                        .statusCode())
                .isEqualTo(200);
        assertThat(last(server.audit).via()).isEqualTo("browser");

        assertThat(server.send("POST", "/logout", "Cookie", session, "Origin", server.url())
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .contains("Max-Age=0");
        assertThat(server.send("GET", "/api/v1/upgrades", "Cookie", session).statusCode())
                .isEqualTo(401);
        assertThat(server.audit)
                .extracting(entry -> entry.action() + " " + entry.actor() + " " + entry.status())
                .contains("login alice 303", "login alice 401", "logout alice 303");
    }

    @Test
    void underTlsABrowserSendsItsCookieAndComesBackByTlsAlone() throws Exception {
        NANOS.addAndGet(Duration.ofHours(1).toNanos());
        var made = TestCertificate.in(folder, "127.0.0.1");
        var accounts = List.of(TokenAccounts.in(folder.resolve("token")));
        var logins = new Logins(accounts, Duration.ofMinutes(30), Duration.ofHours(12), NANOS::get);
        try (var secure = new GuardedServer(logins, "", new TlsFiles(made.certificate(), made.key()))) {
            var begun = HttpClient.newBuilder()
                    .sslContext(CaFile.trusted(made.certificate()))
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(secure.url() + "/login"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString("secret=" + token))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(begun.statusCode()).isEqualTo(303);
            assertThat(begun.headers().firstValue("Set-Cookie").orElse("")).contains("; Secure;");
            assertThat(begun.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "/login",
                "/logout",
                "javascript:alert(1)",
                "/\"><script>alert(1)</script>",
                "/a\r\nX: y"
            })
    void afterALoginABrowserGoesNowhereElse(String next) {
        NANOS.addAndGet(Duration.ofHours(1).toNanos());
        var encoded = java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8);

        assertThat(form("name=alice&secret=correct+horse&next=" + encoded)
                        .headers()
                        .firstValue("Location"))
                .hasValue("/");
        assertThat(server.send("GET", "/login?next=" + encoded).body()).doesNotContain("evil", "alert(");
    }

    @Test
    void aFormOfAnotherPageLogsNobodyIn() {
        var answer = server.sendBody(
                "POST",
                "/login",
                "name=alice&secret=correct+horse",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                "https://evil.example");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(form("name=" + "x".repeat(200_000)).statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void everyAnswerSaysWhatABrowserMayDoWithIt() {
        for (var path : List.of("/login", "/nothing", "/api/v1/version", "/api/v1/upgrades")) {
            var headers = server.send("GET", path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe-inline");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
            assertThat(headers.firstValue("Referrer-Policy"))
                    .as("with no-referrer browsers send Origin: null with the login's form")
                    .hasValue("same-origin");
        }
        assertThat(server.send("GET", "/login").body()).doesNotContain("<script", "<style", "style=", "onclick");
    }

    @Test
    void aHeaderIsNoParameterAndWhatSomebodyLogsInWithGoesNoFurther() {
        server.send(
                "GET",
                "/api/v1/upgrades/1/steps?status=dead",
                "X-Auth-Token",
                token,
                "status",
                "running",
                "Cookie",
                "octane-session=x");

        assertThat(server.headers.get(server.headers.size() - 1))
                .containsEntry("status", "dead")
                .doesNotContainKeys(
                        "X-Auth-Token", "Cookie", "Authorization", "CamelVertxPlatformHttpAuthenticatedUser");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/served/../api/v1/upgrades/1/steps",
                "/served/x/../../api/v1/upgrades/1/steps",
                "/served/%2e%2e/api/v1/upgrades/1/steps",
                "/api/v1/upgrades/1/./steps",
                "/api/v1//upgrades/1/steps"
            })
    void aRequestComesByNoOtherPathThanItsOwn(String path) {
        int before = server.headers.size();

        assertThat(server.send("GET", path, "X-Auth-Token", token, "status", "running")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.headers).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html"})
    void whatIsNoFormLogsNobodyInAndIsNoFaultOfTheServer(String type) {
        assertThat(server.sendBody("POST", "/login", "{}", "Content-Type", type, "Origin", server.url())
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.send("POST", "/login", "Origin", server.url()).statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"})
    void aCallWithoutABodyIsHeardWhateverItSaysOfItsBody(String type) {
        var answer = server.send("POST", "/api/v1/upgrades/1/pause", "X-Auth-Token", token, "Content-Type", type);
        assertThat(answer.statusCode() + answer.body()).isEqualTo("200{}");
        assertThat(last(server.asked)).isEqualTo(Map.of("person", "operator"));
        server.send("GET", "/api/v1/upgrades/1/steps?status=dead", "X-Auth-Token", token, "Content-Type", type);
        assertThat(server.headers.get(server.headers.size() - 1)).containsEntry("status", "dead");
    }

    @Test
    void wordsOfAPathAreNotTakenForAnotherPath() {
        assertThat(server.send("POST", "/api/v1/upgrades/..%2fdead-letters/1/retry", "Authorization", BOB)
                        .statusCode())
                .isIn(400, 403, 404, 405);
        assertThat(URI.create(server.url()).getHost()).isEqualTo("127.0.0.1");
    }

    private static java.net.http.HttpResponse<String> form(String body) {
        return server.sendBody(
                "POST",
                "/login",
                body,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                server.url(),
                "Sec-Fetch-Site",
                "same-origin");
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
