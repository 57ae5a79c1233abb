package org.octane.hawtio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.audit.AuditEntry;
import org.octane.server.http.HttpListener;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Hawtio behind the door, asked as its pages ask and as somebody asks who wants more. */
class HawtioTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = basic("alice", "correct horse");
    private static final String READER = basic("bob", "battery staple");
    private static final String SECRET = ServedHawtio.SECRET;
    private static final String LITERAL = ServedHawtio.LITERAL;
    private static final String ROUTE = "org.apache.camel:context=rack,name=\"echo\",type=routes";
    private static final String CONTEXT = "org.apache.camel:context=rack,name=\"rack\",type=context";
    private static final String TRACER = "org.apache.camel:context=rack,name=BacklogTracer,type=tracer";

    @TempDir
    static Path folder;

    private static ServedHawtio served;
    private static Main main;
    private static HttpListener listener;
    private static final List<AuditEntry> AUDIT = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        served = new ServedHawtio(folder, AUDIT);
        listener = served.listener();
        main = served.main();
    }

    @AfterAll
    static void end() {
        served.close();
    }

    @BeforeEach
    void forget() {
        AUDIT.clear();
    }

    @Test
    void whoIsNotLoggedInSeesNothingOfIt() {
        for (var path : List.of(
                "/hawtio",
                "/hawtio/",
                "/hawtio/index.html",
                "/hawtio/jolokia",
                "/hawtio/jolokia/",
                "/hawtio/user",
                "/hawtio/static/js/main.8fd02e46.js")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(401);
            assertThat(get(path, "Accept", "text/html").statusCode()).as(path).isEqualTo(302);
        }
        assertThat(post("/hawtio/jolokia/", "{\"type\": \"version\"}").statusCode())
                .isEqualTo(401);
        assertThat(get("/hawtio/camel", "Accept", "text/html").headers().firstValue("Location"))
                .hasValue("/login?next=%2Fhawtio%2Fcamel");
    }

    @Test
    void aBrowserThatLeavesComesToTheLoginAndBack() {
        var left = get("/hawtio/auth/logout", "Accept", "text/html");
        assertThat(left.statusCode()).isEqualTo(303);
        assertThat(left.headers().firstValue("Location")).hasValue("/login?next=%2Fhawtio%2F");

        var begun = send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", listener.url())
                .POST(BodyPublishers.ofString("name=bob&secret=battery+staple&next=/hawtio/auth/logout")));
        assertThat(begun.headers().firstValue("Location"))
                .as("never out again after a login")
                .hasValueSatisfying(next -> assertThat(next).doesNotContain("hawtio"));
        var session = begun.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        assertThat(get("/hawtio/user", "Cookie", session).body()).isEqualTo("\"bob\"");
        get("/hawtio/auth/logout", "Cookie", session);
        assertThat(get("/hawtio/user", "Cookie", session).statusCode()).isEqualTo(401);
        assertThat(AUDIT).extracting(AuditEntry::actor, AuditEntry::action).contains(tuple("bob", "logout"));
    }

    @Test
    void itsPagesAreServedUnderTheirOwnPolicy() {
        for (var path : List.of("/hawtio/", "/hawtio/camel/routes", "/hawtio/index.html")) {
            var page = get(path, "Authorization", READER);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).contains("<base href=\"/hawtio/\">");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("style-src 'self' 'unsafe-inline'", "script-src 'self'", "frame-ancestors 'none'");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        assertThat(get("/hawtio", "Authorization", READER).headers().firstValue("Location"))
                .hasValue("/hawtio/");
        assertThat(get("/login").headers().firstValue("Content-Security-Policy").orElse(""))
                .as("nowhere else")
                .doesNotContain("unsafe-inline");
        assertThat(get("/hawtio/user", "Authorization", READER).body()).isEqualTo("\"bob\"");
        assertThat(get("/hawtio/keycloak/enabled", "Authorization", READER).body())
                .isEqualTo("false");
        assertThat(get("/hawtio/auth/config/session-timeout?t=17", "Authorization", READER)
                        .body())
                .startsWith("{\"req\": 17, \"now\": ");
        for (var path : List.of(
                "/hawtio/none.js",
                "/hawtio/../hawtio/user",
                "/hawtio/static/../../META-INF/MANIFEST.MF",
                "/hawtio/%2e%2e/application.properties",
                "/x/../hawtio/user")) {
            assertThat(get(path, "Authorization", READER).statusCode()).as(path).isIn(404, 400);
        }
    }

    @Test
    void noPageLoadsAnythingFromElsewhere() throws Exception {
        var chunk = get("/hawtio/static/js/240.f213504c.chunk.js", "Authorization", READER);
        assertThat(chunk.statusCode()).isEqualTo(200);
        assertThat(chunk.body())
                .doesNotContain("cdn.jsdelivr", "text/json\"}")
                .containsPattern("id:\"source\",title:\"Source\",[^{}]*\\{}\\),isApplicable:\\(\\)=>!1");
        var small = get("/hawtio/static/js/240.f213504c.chunk.js", "Authorization", READER, "Accept-Encoding", "gzip");
        assertThat(small.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(small.headers().firstValue("Cache-Control")).hasValue("private, max-age=86400");
    }

    @Test
    void aReaderSeesRoutesWithTheirFiguresAndSources() throws Exception {
        main.getCamelTemplate().sendBody("direct:echo", "x");

        var read = one(READER, Ask.read(ROUTE, "ExchangesCompleted"));
        assertThat(read.path("value").asInt()).isPositive();
        var stats = one(READER, Ask.exec(CONTEXT, "dumpRoutesStatsAsXml", true, true));
        assertThat(xml(stats).getElementsByTagName("routeStat").getLength()).isPositive();
        var source = one(READER, Ask.exec(ROUTE, "dumpRouteAsXml()"));
        assertThat(xml(source).getElementsByTagName("route").getLength()).isEqualTo(1);
        assertThat(source.toString())
                .contains("{{secret}}", "a &lt; b", "password=******")
                .doesNotContain(SECRET, LITERAL);
        assertThat(status(READER, Ask.exec(ROUTE, "isUpdateRouteEnabled()"))).isEqualTo(200);
        assertThat(status(
                        READER,
                        Ask.exec(
                                "org.apache.camel:context=rack,name=DefaultInflightRepository,type=services",
                                "browse()")))
                .isEqualTo(200);
        assertThat(AUDIT).as("who looks is not noted").isEmpty();
    }

    @Test
    void aDiagramBeginsWhereItsRouteDoes() throws Exception {
        var source = xml(one(READER, Ask.exec(CONTEXT, "dumpRoutesAsXml()"))).getElementsByTagName("route");
        for (int i = 0; i < source.getLength(); i++) {
            assertThat(source.item(i).getFirstChild().getNextSibling().getNodeName())
                    .as("Hawtio draws nothing at all after an error handler before it")
                    .isEqualTo("from");
        }
    }

    @Test
    void figuresOfAllRoutesAreReadAtMostOnceInTenSeconds() throws Exception {
        var ask = Ask.exec(CONTEXT, "dumpRoutesStatsAsXml", true, false);
        var first = one(OPERATOR, ask).path("value").asText();
        main.getCamelTemplate().sendBody("direct:echo", "x");

        assertThat(one(READER, ask).path("value").asText()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "stop()",
        "start()",
        "suspend()",
        "resume()",
        "remove()",
        "dumpRouteAsXml(boolean)",
        "updateRouteFromXml"
    })
    void aReaderIsRefusedInTheAnswerAndItIsNoted(String operation) throws Exception {
        var answer = post("/hawtio/jolokia/", Ask.exec(ROUTE, operation, true).toString(), "Authorization", READER);

        assertThat(answer.statusCode()).as("403 would log Hawtio out").isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("status").asInt()).isEqualTo(403);
        assertThat(AUDIT).hasSize(1).first().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("bob");
            assertThat(entry.source()).isEqualTo("127.0.0.1");
            assertThat(entry.action()).isEqualTo("hawtio " + operation);
            assertThat(entry.target()).isEqualTo(ROUTE);
            assertThat(entry.status()).isEqualTo(403);
        });
        assertThat(main.getCamelContext()
                        .getRouteController()
                        .getRouteStatus("echo")
                        .isStarted())
                .isTrue();
    }

    @Test
    void anOperatorStopsAndStartsARouteAndItIsNoted() throws Exception {
        assertThat(status(OPERATOR, Ask.exec(ROUTE, "stop()"))).isEqualTo(200);
        assertThat(one(READER, Ask.read(ROUTE, "State")).path("value").asText()).isEqualTo("Stopped");
        assertThat(status(OPERATOR, Ask.exec(ROUTE, "start()"))).isEqualTo(200);
        assertThat(one(READER, Ask.read(ROUTE, "State")).path("value").asText()).isEqualTo("Started");

        assertThat(AUDIT)
                .extracting(
                        AuditEntry::actor, AuditEntry::via, AuditEntry::action, AuditEntry::target, AuditEntry::status)
                .containsExactly(
                        tuple("alice", "rest", "hawtio stop()", ROUTE, 200),
                        tuple("alice", "rest", "hawtio start()", ROUTE, 200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dumpRouteAsXml(boolean)",
                "dumpRouteAsXml(boolean,boolean)",
                "dumpRouteAsXml",
                "dumpRouteAsYaml(boolean)",
                "dumpRouteAsYaml()",
                "stop(long)",
                "stop",
                "remove()"
            })
    void anOperatorMayDoNothingElseEither(String operation) throws Exception {
        var answer = one(OPERATOR, Ask.exec(ROUTE, operation, true));

        assertThat(answer.path("status").asInt()).isEqualTo(403);
        assertThat(answer.toString()).doesNotContain(SECRET, LITERAL);
    }

    @Test
    void nobodySeesHowTheProcessWasStarted() throws Exception {
        for (var who : List.of(READER, OPERATOR)) {
            for (var attribute : List.of("SystemProperties", "InputArguments", "ClassPath", "BootClassPath")) {
                assertThat(status(who, Ask.read("java.lang:type=Runtime", attribute)))
                        .as(attribute)
                        .isEqualTo(403);
            }
            var all = post(
                    "/hawtio/jolokia/",
                    "{\"type\": \"read\", \"mbean\": \"java.lang:type=Runtime\", \"ignoreErrors\": true}",
                    "Authorization",
                    who);
            assertThat(all.body()).doesNotContain("java.io.tmpdir", ".jar");
            for (var mbean : List.of(
                    "com.sun.management:type=DiagnosticCommand",
                    "com.sun.management:type=HotSpotDiagnostic",
                    "java.util.logging:type=Logging",
                    "java.nio:name=direct,type=BufferPool",
                    "JMImplementation:type=MBeanServerDelegate")) {
                assertThat(status(who, Ask.exec(mbean, "vmCommandLine"))).isNotEqualTo(200);
                assertThat(one(who, Ask.read(mbean, null)).path("value"))
                        .as(mbean)
                        .isEmpty();
            }
            assertThat(status(who, Ask.exec("java.lang:type=Memory", "gc()"))).isEqualTo(403);
            assertThat(status(who, Ask.exec(CONTEXT, "stop()"))).isEqualTo(403);
            assertThat(status(
                            who,
                            Ask.exec(CONTEXT, "sendStringBody(java.lang.String,java.lang.String)", "direct:echo", "x")))
                    .isEqualTo(403);
            assertThat(post(
                                    "/hawtio/jolokia/",
                                    "{\"type\": \"write\", \"mbean\": \"java.lang:type=Memory\", \"attribute\": \"Verbose\","
                                            + " \"value\": true}",
                                    "Authorization",
                                    who)
                            .body())
                    .contains("\"status\":403");
        }
    }

    @Test
    void theListShowsWhatIsLockedAndHidesTheRest() throws Exception {
        var reader = one(READER, Ask.list()).path("value");
        var operator = one(OPERATOR, Ask.list()).path("value");

        for (var list : List.of(reader, operator)) {
            assertThat(new ArrayList<>(iterable(list))).containsOnly("org.apache.camel", "java.lang");
            assertThat(list.toString()).doesNotContain("type=processors", "type=endpoints", "type=producers");
        }
        assertThat(route(reader).at("/op/start/canInvoke").asBoolean(true)).isFalse();
        assertThat(route(operator).at("/op/start/canInvoke").asBoolean(false)).isTrue();
        assertThat(route(reader).at("/op/dumpRouteStatsAsXml/canInvoke").asBoolean(false))
                .isTrue();
        assertThat(route(operator).at("/op/stop").findValuesAsText("canInvoke"))
                .as("one of the three forms")
                .contains("true", "false");
        assertThat(reader.toString()).doesNotContain("type=tracer");
        assertThat(operator.toString()).contains("type=tracer");
        assertThat(status(READER, Ask.exec(TRACER, "setEnabled", true))).isIn(403, 404);
        assertThat(status(READER, Ask.exec(TRACER, "dumpAllTracedMessagesAsXml()")))
                .isIn(403, 404);
    }

    @Test
    void anOperatorTracesWithoutSecrets() throws Exception {
        for (var attribute : List.of("BodyMaxChars", "BodyIncludeStreams", "BodyIncludeFiles")) {
            var value = attribute.equals("BodyMaxChars") ? "1000" : "false";
            assertThat(status(OPERATOR, Ask.write(TRACER, attribute, value))).isEqualTo(200);
            assertThat(status(READER, Ask.write(TRACER, attribute, value))).isEqualTo(403);
        }
        assertThat(status(OPERATOR, Ask.write(TRACER, "BacklogSize", "1"))).isEqualTo(403);
        AUDIT.clear();
        assertThat(status(OPERATOR, Ask.exec(TRACER, "setEnabled", true))).isEqualTo(200);
        main.getCamelTemplate().sendBody("direct:echo", "<a> password=" + LITERAL + " </a>");
        var traced = one(OPERATOR, Ask.exec(TRACER, "dumpAllTracedMessagesAsXml()"));
        assertThat(status(OPERATOR, Ask.exec(TRACER, "setEnabled", false))).isEqualTo(200);

        assertThat(xml(traced).getElementsByTagName("backlogTracerEventMessage").getLength())
                .isPositive();
        assertThat(traced.toString()).contains("password=******").doesNotContain(LITERAL);
        assertThat(AUDIT).extracting(AuditEntry::action).containsOnly("hawtio setEnabled");
    }

    @Test
    void severalRequestsAtOnceAreHeldAgainstTheRightsOneByOne() throws Exception {
        var both = "[" + Ask.read(ROUTE, "State") + "," + Ask.exec(ROUTE, "stop()") + "]";
        var answers = JSON.readTree(
                post("/hawtio/jolokia/", both, "Authorization", READER).body());

        assertThat(answers.findValuesAsText("status")).containsExactly("200", "403");
        assertThat(post("/hawtio/jolokia/", "[" + "{},".repeat(2000) + "{}]", "Authorization", READER)
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/hawtio/jolokia/", "\"x\"", "Authorization", READER).statusCode())
                .isEqualTo(400);
        assertThat(post("/hawtio/jolokia/", "{\"type\": \"nothing\"}", "Authorization", READER)
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/hawtio/jolokia/", "[1]", "Authorization", READER).statusCode())
                .isEqualTo(400);
        assertThat(post("/hawtio/jolokia/", "[" + " ".repeat(2_000_000) + "]", "Authorization", READER)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aPageOfAnotherOriginIsRefused() {
        for (var origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
            assertThat(post("/hawtio/jolokia/", "{\"type\": \"version\"}", "Authorization", OPERATOR, "Origin", origin)
                            .statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(post(
                                "/hawtio/jolokia/",
                                "{\"type\": \"version\"}",
                                "Authorization",
                                OPERATOR,
                                "Origin",
                                listener.url())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void jolokiaIsAskedByPostAndNowhereElse() {
        assertThat(get("/hawtio/jolokia", "Authorization", READER).body()).contains("\"agent\":\"2.4.2\"");
        for (var path : List.of(
                "/hawtio/jolokia/exec/" + ROUTE.replace("\"", "%22") + "/stop()",
                "/hawtio/jolokia/read/java.lang:type=Memory/HeapMemoryUsage",
                "/hawtio/jolokia/version")) {
            assertThat(get(path, "Authorization", OPERATOR).statusCode())
                    .as(path)
                    .isEqualTo(405);
        }
        for (var path : List.of(
                "/jolokia",
                "/jolokia/",
                "/observe/jolokia",
                "/q/jolokia",
                "/api/v1/jolokia",
                "/hawtio/hawtio/jolokia")) {
            assertThat(post(path, "{\"type\": \"version\"}", "Authorization", OPERATOR)
                            .statusCode())
                    .as(path)
                    .isIn(404, 405);
        }
        assertThat(get(
                                "/hawtio/jolokia?type=exec&mbean=" + "java.lang:type=Memory" + "&operation=gc",
                                "Authorization",
                                OPERATOR)
                        .body())
                .as("what is in the query is not looked at")
                .contains("\"agent\":\"2.4.2\"");
    }

    @Test
    void nobodyIsSomebodyElseAfterwards() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(status(OPERATOR, Ask.exec(ROUTE, "isUpdateRouteEnabled()")))
                    .isEqualTo(200);
            assertThat(status(READER, Ask.exec(ROUTE, "stop()"))).isEqualTo(403);
        }
        await().untilAsserted(() -> assertThat(AUDIT).hasSize(20));
    }

    private static JsonNode route(JsonNode list) {
        var beans = list.path("org.apache.camel");
        for (var name : iterable(beans)) {
            if (name.contains("\"echo\"") && name.contains("type=routes")) {
                return beans.path(name);
            }
        }
        throw new AssertionError(beans);
    }

    private static List<String> iterable(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Document xml(JsonNode answer) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(answer.path("value").asText())));
    }

    private static int status(String who, JsonNode ask) throws IOException {
        return one(who, ask).path("status").asInt();
    }

    private static JsonNode one(String who, JsonNode ask) throws IOException {
        var answer = post("/hawtio/jolokia/", ask.toString(), "Authorization", who);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return send(with(request(path), headers).GET());
    }

    private static HttpResponse<String> post(String path, String body, String... headers) {
        return send(with(request(path).header("Content-Type", "application/json"), headers)
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(listener.url() + path));
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Requests as Hawtio's pages write them. */
    private static final class Ask {

        static JsonNode read(String mbean, String attribute) {
            var ask = JSON.createObjectNode().put("type", "read").put("mbean", mbean);
            return attribute == null ? ask : ask.put("attribute", attribute);
        }

        static JsonNode exec(String mbean, String operation, Object... arguments) {
            var ask = JSON.createObjectNode()
                    .put("type", "exec")
                    .put("mbean", mbean)
                    .put("operation", operation);
            for (var argument : arguments) {
                ask.withArray("arguments").addPOJO(argument);
            }
            return ask;
        }

        static JsonNode write(String mbean, String attribute, String value) {
            return read(mbean, attribute)
                    .<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy()
                    .put("type", "write")
                    .put("value", value);
        }

        static JsonNode list() {
            return JSON.createObjectNode().put("type", "list");
        }
    }
}
