package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.json.Json;

/** Who shares the work, as far as rows tell. */
class ServersTest extends WithEngine {

    @BeforeEach
    void heldSteps() {
        engine.reset(2);
        engine.create();
        engine.sql.update("UPDATE octane.upgrade SET status = 'paused'");
        // What had begun by then.
        await().until(() -> engine.sql.queryForObject(
                "SELECT count(*) = 0 FROM octane.step WHERE status = 'running'", Boolean.class));
    }

    @AfterEach
    void nobody() {
        engine.sql.update("DELETE FROM octane.instance");
    }

    @Test
    void oneThatRenewsIsHereOneThatDoesNotIsSilentAndOneWithoutARowIsUnknown() {
        server("late", "now() - interval '1 hour'", "now() - interval '6 minutes'", "now() - interval '5 minutes'");
        server("here", "now() - interval '2 hours'", "now()", "now() + interval '6 seconds'");
        holds("here", 2);
        holds("older", 1);

        var servers = Json.read(engine.views().servers(null, null));

        assertThat(servers.valueStream()
                        .map(server -> server.path("name").asText() + " "
                                + server.path("state").asText() + " "
                                + server.path("schema_number").asText() + " "
                                + server.path("steps").asInt() + " "
                                + server.path("seen_at").isNull()))
                .containsExactly("here here 270 2 false", "late silent 270 0 false", "older unknown null 1 true");
        assertThat(Json.read(engine.views().servers(1, 1)).path(0).path("name").asText())
                .isEqualTo("late");
    }

    private static void server(String name, String since, String seen, String until) {
        engine.sql.update(
                "INSERT INTO octane.instance (name, since, seen_at, lease_until, release, schema_number, steps)"
                        + " VALUES ('" + name + "', " + since + ", " + seen + ", " + until + ", '1.2', 270, '{}')");
    }

    /** Steps of their own, which nobody else claims. */
    private static void holds(String owner, int steps) {
        for (int i = 0; i < steps; i++) {
            engine.sql.update(
                    "UPDATE octane.step SET status = 'running', owner = ?, fence = fence + 1,"
                            + " lease_until = now() + interval '1 hour' WHERE id ="
                            + " (SELECT min(id) FROM octane.step WHERE owner IS DISTINCT FROM 'here' AND owner IS DISTINCT FROM 'older')",
                    owner);
        }
    }
}
