package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.octane.json.Json;
import org.octane.nailgun.schema.NailgunSchema;

/**
 * Bad input made from the contract: for each operation bodies that are right but for what they name, which is not there,
 * and from each of those bodies that are wrong in one place. Whatever comes, it is refused with a code of the contract
 * and changes nothing.
 */
class BadInputTest {

    private static final int ABSENT = 999_999;
    private static final String HUGE = "x".repeat(300_000);

    /** What no field has to take amiss by itself, and no database, shell or parser may take for its own. */
    private static final List<String> TEXTS = List.of(
            "",
            "'; drop table nodes; --",
            "' or '1'='1",
            "\\'; select pg_sleep(9); --",
            "$(touch /tmp/octane-was-here)",
            "`id`; reboot & | > /dev/null",
            "../../etc/passwd",
            "%s%n%x ${env:PATH} #{header.x} {{octane.http.port}}",
            "\u0000",
            "a\u0000b",
            "\uD83D\uDE80 \u202Eabc \u0645\u0631\u062D\u0628\u0627 \uFEFF",
            "\uD800",
            "line\r\nSet-Cookie: a=b",
            HUGE);

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "4.5",
            "2147483648",
            "99999999999999999999999",
            "1e999",
            "[]",
            "{}",
            "[[[]]]",
            "\"text\"",
            "[null]",
            "{\"a\": 1}");

    private static final List<String> PATHS = List.of(
            "0",
            "-1",
            "x",
            "99999999999999999999",
            "1'or'1",
            "1;2",
            "1.0",
            "\u0000",
            "\uD83D\uDE80",
            "..",
            "%",
            "$(id)");

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "{",
            "null",
            "true",
            "1",
            "\"x\"",
            "[]",
            "{}",
            "{} {}",
            "{\"a\":}",
            "not json",
            "\u0000",
            "[1,",
            "{\"name\": \"a\", \"name\": \"b\"}",
            "[".repeat(2000));

    /** What keeps a call from being carried out where nothing in its body is an id: absent, or there already. */
    private static final Map<String, Object> NOT_THERE = Map.of(
            "topic", "gossip",
            "state", "no such state",
            "status", "eaten",
            "mode", "no such mode",
            "name", "Juno on Ubuntu 14.04.1",
            "version", "2014.2.2-6.1");

    private final List<String> faults = new ArrayList<>();
    private final AnswerContract contract = new AnswerContract();

    record Call(String method, String path, String body) {}

    @Test
    void badInputIsRefusedAndChangesNothing() {
        var database = NailgunDatabase.sample();
        NailgunSchema.migrate(database);
        var before = NailgunDatabase.contents(database);
        var calls = 0;
        try (var pool = pool(database);
                var server = new NailgunServer(pool)) {
            for (var operation : contract.operations()) {
                if (!operation.isNailguns()) {
                    continue;
                }
                for (var call : calls(operation)) {
                    calls++;
                    check(call, server.send(call.method(), call.path(), call.body()));
                }
                var after = NailgunDatabase.contents(database);
                if (!after.equals(before)) {
                    faults.add(operation.id() + " changed something");
                    before = after;
                }
            }
            assertThat(server.casts()).isEmpty();
            assertThat(faults).isEmpty();
        }
        System.getLogger("bad input").log(System.Logger.Level.INFO, calls + " calls with bad input");
        assertThat(calls).isGreaterThan(1000);
    }

    private void check(Call call, NailgunServer.Answer answer) {
        var violations = contract.violations(call.method(), call.path(), answer.status(), answer.body());
        if (answer.status() >= 500 || !violations.isEmpty()) {
            faults.add("%s %s %s: %d %s %s"
                    .formatted(
                            call.method(),
                            call.path(),
                            shown(call.body()),
                            answer.status(),
                            shown(answer.text()),
                            violations));
        }
    }

    private Set<Call> calls(AnswerContract.Operation operation) {
        var calls = new LinkedHashSet<Call>();
        var schema = contract.resolved(
                contract.resolved(operation.description().path("requestBody")).at("/content/application~1json/schema"));
        var right = schema.isMissingNode() ? null : right(schema);
        if (operation.path().contains("{")) {
            for (var value : PATHS) {
                var body = right == null ? null : right.toString();
                calls.add(new Call(operation.method(), path(operation, encoded(value)), body));
            }
        }
        for (var parameter : operation.description().path("parameters")) {
            for (var value : PATHS) {
                var query = "?" + contract.resolved(parameter).get("name").asText() + "=" + encoded(value);
                if (operation.method().equals("GET")) {
                    calls.add(new Call("GET", path(operation, Integer.toString(ABSENT)) + query, null));
                }
            }
        }
        if (right == null) {
            return calls;
        }
        var path = path(operation, operation.id().equals("updateCluster") ? "1" : "" + ABSENT);
        if (operation.path().matches("/clusters/\\{cluster_id}/.*")) {
            path = path(operation, "1");
        }
        var bodies = new LinkedHashSet<>(BODIES);
        wrong(schema, right, bodies);
        for (var body : bodies) {
            calls.add(new Call(operation.method(), path, body));
        }
        return calls;
    }

    private static String path(AnswerContract.Operation operation, String id) {
        return "/api/v1" + operation.path().replaceAll("\\{\\w+}", id.replace("$", "\\$"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A body as the schema has it. */
    private JsonNode right(JsonNode schema) {
        var resolved = contract.resolved(schema);
        if (resolved.has("enum")) {
            return resolved.get("enum").get(0);
        }
        return switch (resolved.path("type").asText()) {
            case "object" -> {
                var body = Json.object();
                resolved.path("properties")
                        .properties()
                        .forEach(field -> body.set(
                                field.getKey(),
                                NOT_THERE.containsKey(field.getKey())
                                        ? Json.tree(NOT_THERE.get(field.getKey()))
                                        : right(field.getValue())));
                yield body;
            }
            case "array" -> Json.array().add(right(resolved.get("items")));
            case "integer", "number" -> Json.tree(ABSENT);
            case "boolean" -> Json.tree(true);
            default -> Json.tree("absent");
        };
    }

    /** Bodies that are wrong in one place. */
    private void wrong(JsonNode schema, JsonNode right, Set<String> bodies) {
        var resolved = contract.resolved(schema);
        if (right.isArray()) {
            var inner = new LinkedHashSet<String>();
            wrong(resolved.get("items"), right.get(0), inner);
            inner.forEach(body -> bodies.add("[" + body + "]"));
            bodies.add("[" + right.get(0) + "," + right.get(0) + "]");
            return;
        }
        if (!right.isObject()) {
            return;
        }
        for (var field : new ArrayList<>(((ObjectNode) right).properties())) {
            var name = field.getKey();
            var without = right.<ObjectNode>deepCopy();
            without.remove(name);
            bodies.add(without.toString());
            for (var value : VALUES) {
                bodies.add(with(right, name, value));
            }
            if (field.getValue().isTextual()) {
                for (var text : TEXTS) {
                    bodies.add(with(right, name, Json.tree(text).toString()));
                }
                bodies.add(with(right, name, "\"\\ud800\""));
            }
            var inner = new LinkedHashSet<String>();
            wrong(resolved.path("properties").get(name), field.getValue(), inner);
            inner.forEach(body -> bodies.add(with(right, name, body)));
        }
        bodies.add(with(right, "surprise", "1"));
        bodies.add(with(right, "'; drop table nodes; --", "\"x\""));
    }

    private static String with(JsonNode body, String name, String value) {
        var rest = body.<ObjectNode>deepCopy();
        rest.remove(name);
        var text = rest.toString();
        return text.substring(0, text.length() - 1) + (rest.isEmpty() ? "" : ",") + Json.tree(name) + ":" + value + "}";
    }

    private static String shown(String text) {
        return text == null || text.length() < 300 ? text : text.substring(0, 300) + "…";
    }

    private static HikariDataSource pool(javax.sql.DataSource database) {
        var config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }
}
