package org.octane.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.engine.idempotency.Idempotency;
import org.octane.plan.Refusal;
import org.octane.sql.Database;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;

/** The API's route policy with a real PostgreSQL; what the operations do is the test's. */
class IdempotencyKeyTest {

    private static final Main MAIN = new Main();
    private static final AtomicInteger CARRIED_OUT = new AtomicInteger();
    private static volatile Work work;
    private static OwnDatabase database;
    private static Idempotency idempotency;
    private static JdbcTemplate sql;
    private static ProducerTemplate producer;

    /** What a call does; its answer is {@code {"n": <number>}}. */
    @FunctionalInterface
    interface Work {
        void run(int n) throws Exception;
    }

    @BeforeAll
    static void start() throws Exception {
        database = new OwnDatabase();
        idempotency = database.idempotency();
        sql = new JdbcTemplate(database.octane());
        var requests = new RequestValidator(Contract.read("openapi/octane.yaml"));
        MAIN.bind("httpRoutePolicy", new HttpRoutePolicy(requests, idempotency, entry -> {}));
        MAIN.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:in").routeId("api").process(exchange -> {
                    int n = CARRIED_OUT.incrementAndGet();
                    work.run(n);
                    exchange.getMessage().setBody("{\"n\":" + n + "}");
                    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
                });
            }
        });
        MAIN.start();
        producer = MAIN.getCamelContext().createProducerTemplate();
    }

    @AfterAll
    static void end() throws IOException {
        MAIN.stop();
        database.close();
    }

    @BeforeEach
    void nothingWasAskedYet() {
        CARRIED_OUT.set(0);
        work = n -> {};
        sql.execute("TRUNCATE octane.idempotency, octane.outbox");
    }

    @Test
    void theSameCallIsCarriedOutOnceAndAnsweredTheSame() {
        var first = call("key", "/clusters/1/upgrade/clone", "{\"name\": \"s\", \"release_id\": 4}");
        assertThat(first).isEqualTo("201 {\"n\":1}");
        assertThat(call("key", "/clusters/1/upgrade/clone", "{ \"release_id\":4,\"name\":\"s\"}"))
                .isEqualTo(first);
        assertThat(CARRIED_OUT).hasValue(1);
    }

    @Test
    void aKeyOfAnotherCallIsRefused() {
        call("key", "/clusters/1/upgrade/clone", "{\"name\": \"s\", \"release_id\": 4}");
        var refused = "409 {\"message\":\"The Idempotency-Key belongs to another call.\",\"errors\":[]}";
        assertThat(call("key", "/clusters/1/upgrade/clone", "{\"name\": \"t\", \"release_id\": 4}"))
                .isEqualTo(refused);
        assertThat(call("key", "/clusters/2/upgrade/clone", "{\"name\": \"s\", \"release_id\": 4}"))
                .isEqualTo(refused);
        assertThat(call("key", "/upgrades/1/pause", "")).isEqualTo(refused);
        assertThat(CARRIED_OUT).hasValue(1);
    }

    @Test
    void aCallThatComesWhileTheFirstRunsWaitsForItsAnswer() throws Exception {
        var running = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        work = n -> {
            running.countDown();
            open.await();
        };
        var executor = Executors.newFixedThreadPool(8);
        try {
            var answers = new ArrayList<Future<String>>();
            Callable<String> pause = () -> call("key", "/upgrades/1/pause", "");
            answers.add(executor.submit(pause));
            running.await();
            for (int i = 0; i < 7; i++) {
                answers.add(executor.submit(pause));
            }
            open.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo("201 {\"n\":1}");
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(CARRIED_OUT).hasValue(1);
    }

    @Test
    void aCallThatWaitedForAnotherThatWaitedForItChangesNothingAndMayComeAgain() throws Exception {
        sql.update("INSERT INTO octane.outbox (queue, body) VALUES ('one', '-'), ('other', '-')");
        var change = "UPDATE octane.outbox SET body = 'changed' WHERE queue = ?";
        try (var another = database.octane().getConnection();
                var statement = another.createStatement()) {
            another.setAutoCommit(false);
            // The call notices first.
            statement.execute("SET LOCAL deadlock_timeout = '1min'");
            statement.execute(change.replace("?", "'other'"));
            var waits = new CountDownLatch(1);
            work = n -> {
                sql.update(change, "one");
                waits.countDown();
                sql.update(change, "other");
            };
            var executor = Executors.newSingleThreadExecutor();
            try {
                var answer = executor.submit(() -> call("key", "/upgrades/1/pause", ""));
                waits.await();
                statement.execute(change.replace("?", "'one'"));
                assertThat(answer.get()).startsWith("503 ").contains("nothing was changed. Try again.");
            } finally {
                executor.shutdownNow();
            }
            another.rollback();
        }
        assertThat(sql.queryForList("SELECT DISTINCT body FROM octane.outbox", String.class))
                .containsExactly("-");
        work = n -> {};
        assertThat(call("key", "/upgrades/1/pause", "")).isEqualTo("201 {\"n\":2}");
    }

    @Test
    void aRefusedCallChangesNothingAndLeavesItsKeyFree() {
        work = n -> {
            sql.update("INSERT INTO octane.outbox (queue, body) VALUES ('q', 'b')");
            throw new Refusal(Refusal.Kind.CONFLICT, "Not now.");
        };
        assertThat(call("key", "/upgrades/1/pause", "")).isEqualTo("409 {\"message\":\"Not now.\",\"errors\":[]}");
        work = n -> {};
        assertThat(call("key", "/upgrades/1/abort", "")).isEqualTo("201 {\"n\":2}");
    }

    @Test
    void whatACallChangesIsCommittedWithItsAnswerOrNotAtAll() {
        var inside = new AtomicInteger();
        work = n -> {
            inside.set(rows());
            new org.springframework.jdbc.core.JdbcTemplate(database.octane())
                    .update("INSERT INTO octane.outbox (queue, body) VALUES ('q', 'b')");
        };
        call("key", "/upgrades/1/pause", "");
        call("key", "/upgrades/1/pause", "");
        assertThat(inside).hasValue(0);
        assertThat(rows()).isEqualTo(1);
        work = n -> {
            sql.update("INSERT INTO octane.outbox (queue, body) VALUES ('q', 'b')");
            throw new IllegalStateException("as if it had died");
        };
        assertThat(call("other", "/upgrades/1/pause", "")).startsWith("500 ");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aCallThatLooksAsideHoldsNeitherItsKeyNorAConnectionMeanwhile() {
        var held = new AtomicInteger(-1);
        work = n -> idempotency.aside(() -> {
            held.set(database.connections());
            return n;
        });

        assertThat(call("key", "/upgrades/1/pause", "")).isEqualTo("201 {\"n\":1}");
        assertThat(held).hasValue(0);
        assertThat(call("key", "/upgrades/1/pause", "")).as("kept").isEqualTo("201 {\"n\":1}");
    }

    @Test
    void aCallThatIsOvertakenByTheSameCallWhileItLooksAsideHasItsAnswer() throws Exception {
        work = n -> idempotency.aside(() -> {
            if (n == 1) {
                assertThat(inAnotherThread(() -> call("key", "/upgrades/1/pause", "")))
                        .isEqualTo("201 {\"n\":2}");
                throw new Refusal(Refusal.Kind.CONFLICT, "Somebody is at work.");
            }
            return n;
        });

        assertThat(call("key", "/upgrades/1/pause", "")).isEqualTo("201 {\"n\":2}");
    }

    @Test
    void nothingWasChangedIsSaidOnlyWhereThatIsKnown() {
        work = n -> {
            throw new CannotGetJdbcConnectionException("away");
        };
        assertThat(call("key", "/upgrades/1/pause", ""))
                .startsWith("503 {\"message\":\"The database cannot be reached; nothing was changed.\"");

        var nailgun = Database.of(database.octane());
        work = n -> {
            inAnotherTransaction(
                    nailgun, () -> sql.update("INSERT INTO octane.outbox (queue, body) VALUES ('q', 'b')"));
            throw new CannotGetJdbcConnectionException("away");
        };
        assertThat(call("key", "/upgrades/1/pause", ""))
                .startsWith("500 ")
                .contains("Whether something was changed has to be looked up.");
        assertThat(rows()).isEqualTo(1);
    }

    private static void inAnotherTransaction(Database database, Runnable change) {
        var transaction = database.transaction();
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(status -> change.run());
    }

    private static String inAnotherThread(Callable<String> call) {
        var executor = Executors.newSingleThreadExecutor();
        try {
            return executor.submit(call).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void withoutAKeyACallIsCarriedOutWheneverItIsSent() {
        call(null, "/upgrades/1/pause", "");
        call(null, "/upgrades/1/pause", "");
        assertThat(CARRIED_OUT).hasValue(2);
    }

    @Test
    void everyCallThatChangesSomethingTakesAKey() throws IOException {
        var changesNothing = Set.of("planUpgrade", "planRollback", "planRollbackControl", "runPreflight");
        try (var in = Contract.class.getClassLoader().getResourceAsStream("openapi/octane.yaml")) {
            var missing = new ArrayList<String>();
            new YAMLMapper().readTree(in).get("paths").forEach(path -> path.properties()
                    .forEach(operation -> {
                        var id = operation.getValue().path("operationId").asText();
                        boolean changes =
                                List.of("post", "put", "delete", "patch").contains(operation.getKey());
                        if (changes
                                && !changesNothing.contains(id)
                                && !operation
                                        .getValue()
                                        .path("parameters")
                                        .toString()
                                        .contains("IdempotencyKey")) {
                            missing.add(id);
                        }
                    }));
            assertThat(missing).isEmpty();
        }
    }

    private static int rows() {
        return sql.queryForObject("SELECT count(*) FROM octane.outbox", Integer.class);
    }

    private static String call(String key, String path, String body) {
        var headers = new java.util.HashMap<String, Object>(
                Map.of(Exchange.HTTP_METHOD, "POST", Exchange.HTTP_PATH, "/api/v1" + path));
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        var answer = producer.request("direct:in", exchange -> {
            exchange.getMessage().setHeaders(headers);
            exchange.getMessage()
                    .setHeader(
                            VertxPlatformHttpConstants.AUTHENTICATED_USER,
                            User.create(
                                    new JsonObject().put("username", "operator").put("role", "operator")));
            exchange.getMessage().setBody(body);
        });
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE) + " "
                + answer.getMessage().getBody(String.class);
    }
}
