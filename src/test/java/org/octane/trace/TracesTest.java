package org.octane.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a collector of traces gets of an upgrade, from one server or from several. */
class TracesTest {

    private final HikariDataSource database = TestPostgres.pooledOctane();
    private final JdbcTemplate octane = new JdbcTemplate(database);
    private SpanReceiver receiver;
    private Traces traces;
    private History history;
    private Instant created;

    @BeforeEach
    void start() throws IOException {
        receiver = new SpanReceiver();
        traces = new Traces(receiver.endpoint(), "first");
        octane.update("INSERT INTO upgrade (name, strategy, status, original_cluster_id, release_id, actor, created_at,"
                + " started_at) VALUES ('rack', 's', 'running', 7, 1, 'test', now() - interval '100 seconds',"
                + " now() - interval '90 seconds')");
        created = octane.queryForObject("SELECT created_at FROM upgrade", OffsetDateTime.class)
                .toInstant();
        octane.update("INSERT INTO step_group VALUES (1, 0, '{}', 0)");
        octane.update("INSERT INTO step (upgrade_id, stage_number, group_number, stage, name, title, nodes, parameters,"
                + " uses, estimate_seconds, timeout_seconds, max_attempts, status, started_at)"
                + " SELECT 1, 0, 0, 'upgrade-db', name, 't', '{4}', '{}', '{}', 1, 1, 3, 'running', now() - interval '60 seconds'"
                + " FROM unnest(ARRAY['dump', 'restore']) AS name");
        event(1, "running", 1, 80);
        history = traces.history(Database.of(database), 0);
    }

    @AfterEach
    void end() {
        traces.close();
        receiver.close();
        database.close();
    }

    @Test
    void anUpgradeIsOneTraceOfStagesStepsAndAttempts() {
        event(1, "failed", 1, 50);
        event(1, "running", 2, 40);
        ends(1, "succeeded", 2, 20);
        event(2, "running", 1, 30);
        ends(2, "succeeded", 1, 10);
        octane.update("INSERT INTO event (upgrade_id, at, actor, kind, status)"
                + " VALUES (1, now(), 'engine', 'upgrade', 'succeeded')");
        history.send();
        history.send();

        assertThat(receiver.spans)
                .extracting(SpanReceiver.Span::name)
                .containsExactlyInAnyOrder(
                        "attempt 1",
                        "attempt 2",
                        "step dump",
                        "attempt 1",
                        "step restore",
                        "stage upgrade-db",
                        "upgrade rack");
        assertThat(receiver.spans)
                .extracting(SpanReceiver.Span::trace)
                .containsOnly(named("upgrade rack").trace());
        assertThat(named("upgrade rack").parent()).isEmpty();
        assertThat(named("stage upgrade-db").parent())
                .isEqualTo(named("upgrade rack").id());
        assertThat(named("step dump").parent())
                .isEqualTo(named("stage upgrade-db").id());
        assertThat(named("attempt 2").parent()).isEqualTo(named("step dump").id());
        assertThat(named("attempt 1").failed()).isTrue();
        assertThat(named("attempt 2").failed()).isFalse();
        assertThat(named("attempt 2").nanos()).isBetween(19_900_000_000L, 20_100_000_000L);
        assertThat(named("step dump").attributes())
                .containsEntry("octane.stage", "upgrade-db")
                .containsEntry("octane.nodes", "4");
    }

    @Test
    void whatAnotherServerDoesIsInTheSameTrace() throws Exception {
        try (var second = new Traces(receiver.endpoint(), "second")) {
            ran(traces, database);
            ran(second, database);
        }
        event(1, "running", 1, 30);
        ends(1, "dead", 1, 10);
        history.send();
        traces.close();

        var runs = receiver.spans.stream()
                .filter(span -> span.name().equals("run dump"))
                .toList();
        assertThat(runs).hasSize(2);
        assertThat(runs)
                .extracting(SpanReceiver.Span::parent)
                .containsOnly(named("attempt 1").id());
        assertThat(runs)
                .extracting(SpanReceiver.Span::trace)
                .containsOnly(named("step dump").trace());
        assertThat(named("step dump").failed()).isTrue();
    }

    @Test
    void statementsAreSpansOfTheirAttemptWithoutTheirValues() throws Exception {
        new JdbcTemplate(traces.traced(database, "octane")).queryForObject("SELECT 'idle'", String.class);
        ran(traces, database);
        traces.close();

        var statements = receiver.spans.stream()
                .filter(span -> span.name().equals("SQL octane"))
                .toList();
        assertThat(statements)
                .extracting(span -> span.attributes().get("db.query.text"))
                .containsExactly("SELECT name FROM step WHERE name = ? AND id = ?", "SELECT 1 / ?");
        assertThat(statements)
                .extracting(SpanReceiver.Span::parent)
                .containsOnly(named("run dump").id());
        assertThat(statements).extracting(SpanReceiver.Span::failed).containsExactly(false, true);
        assertThat(receiver.spans.toString()).doesNotContain("hunter2", "idle");
    }

    /** With the options and the way that routes of steps have. */
    @Test
    void whatIsSentToNodesAndToAstuteIsASpanOfTheAttempt() throws Exception {
        var main = new Main();
        try {
            main.bind("node", new FailingComponent());
            main.bind("amqp", new FailingComponent());
            main.bind("copyToSeed", new Copying());
            main.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:phase").toD("direct:step-${body}");
                    from("direct:step-dump").to("node:script/upgrade-db/dump-databases?job=true");
                    from("direct:step-broken").to("node:script/upgrade-db/broken?job=true");
                    from("direct:step-deploy").toD("amqp:queue:naily?timeToLive=${body.length}");
                    from("direct:step-copy").toD("bean:copyToSeed?method=act");
                    from("direct:step-other").to("amqp:queue:octane.steps");
                }
            });
            main.start();
            var camel = main.getCamelContext();
            traces.listenTo(camel);
            var producer = camel.createProducerTemplate();
            producer.sendBody("direct:phase", "dump");
            try (var run = traces.run(1, created, 1, "dump", 1)) {
                assertThat(run).isNotNull();
                for (var step : List.of("dump", "deploy", "copy", "other")) {
                    producer.sendBody("direct:phase", step);
                }
                assertThatThrownBy(() -> producer.sendBody("direct:phase", "broken"))
                        .hasRootCauseMessage("no answer");
            }
        } finally {
            main.stop();
        }
        traces.close();

        var sent = receiver.spans.stream()
                .filter(span -> !span.name().equals("run dump"))
                .toList();
        assertThat(sent)
                .extracting(SpanReceiver.Span::name)
                .containsExactly(
                        "SSH script/upgrade-db/dump-databases", "cast", "SSH copy", "SSH script/upgrade-db/broken");
        assertThat(sent).extracting(SpanReceiver.Span::failed).containsExactly(false, false, false, true);
        assertThat(sent)
                .extracting(SpanReceiver.Span::parent)
                .containsOnly(named("run dump").id());
    }

    public static final class Copying {
        public void act() {}
    }

    /** Whatever is sent there is taken, but for what is broken. */
    private static final class FailingComponent extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) {
                            if (getEndpoint().getEndpointUri().contains("broken")) {
                                throw new IllegalStateException("no answer");
                            }
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new AssertionError("nothing is taken from an endpoint that steps send to");
                }
            };
        }
    }

    @Test
    void whatTheEndpointDidNotTakeIsSentAgain() {
        ends(1, "succeeded", 1, 20);
        receiver.status = 400;
        history.send();
        assertThat(receiver.spans).isEmpty();

        receiver.status = 200;
        history.send();
        assertThat(receiver.spans).extracting(SpanReceiver.Span::name).containsExactly("attempt 1", "step dump");
    }

    @Test
    void whatWasBeforeAnybodyAskedIsNotSent() {
        ends(1, "succeeded", 1, 20);
        octane.update("DELETE FROM trace_cursor");
        traces.history(Database.of(database), 0).send();

        assertThat(receiver.spans).isEmpty();
    }

    private void ran(Traces by, javax.sql.DataSource source) throws Exception {
        var sql = new JdbcTemplate(by.traced(source, "octane"));
        try (var run = by.run(1, created, 1, "dump", 1)) {
            assertThat(run).isNotNull();
            assertThat(sql.queryForList("SELECT name FROM step WHERE name = ? AND id = ?", String.class, "hunter2", 1))
                    .isEmpty();
            assertThatThrownBy(() -> sql.queryForObject("SELECT 1 / ?", Integer.class, 0))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private SpanReceiver.Span named(String name) {
        return receiver.named(name);
    }

    private void ends(int step, String status, int attempt, int secondsAgo) {
        octane.update("UPDATE step SET status = ? WHERE id = ?", status, step);
        event(step, status, attempt, secondsAgo);
    }

    private void event(int step, String status, int attempt, int secondsAgo) {
        octane.update(
                "INSERT INTO event (upgrade_id, step_id, at, actor, kind, status, attempt)"
                        + " VALUES (1, ?, now() - make_interval(secs => ?), 'engine', 'step', ?, ?)",
                step,
                secondsAgo,
                status,
                attempt);
    }
}
