package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused over HTTP, with which code and sentence, and that nothing was changed then. One server for all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusalsTest {

    /** The older releases of the sample cloud are marked so, which is asked first. */
    private static final String DEPRECATED = "Upgrade to the given release (2) is not possible because this release is"
            + " deprecated and cannot be installed.";

    private RunningServer server;
    private Api api;
    private List<String> unchanged;

    /** @param body null: none */
    record Refused(String method, String path, String body, int status, String sentence) {
        @Override
        public String toString() {
            return method + " " + path + " " + body;
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = RunningServer.start(folder, "--speed", "40");
        api = server.api();
        unchanged = server.database().contents();
    }

    @AfterAll
    void end() throws InterruptedException {
        if (server != null) {
            // Its upgrade is of no interest any more.
            server.kill();
            server.close();
        }
    }

    static Stream<Refused> wrongCalls() {
        return Stream.of(
                        wrongIds(),
                        wrongBodies(),
                        wrongUpgrades(),
                        wrongBatches(),
                        wrongServers(),
                        wrongCallsOfNailgunsExtension(),
                        wrongPlaces())
                .flatMap(refused -> refused);
    }

    private static Stream<Refused> wrongIds() {
        return Stream.of(
                get("/api/v1/upgrades/99", 404, "Upgrade with id 99 was not found."),
                get("/api/v1/upgrades/99/steps", 404, "Upgrade with id 99 was not found."),
                get("/api/v1/upgrades/99/events", 404, "Upgrade with id 99 was not found."),
                get("/api/v1/upgrades/first", 400, "'first' is no whole number: upgrade_id."),
                get("/api/v1/upgrades/1.5", 400, "'1.5' is no whole number: upgrade_id."),
                get("/api/v1/clusters/99", 404, "Cluster not found"),
                get("/api/v1/clusters/99999999999999", 400, "'99999999999999' is no whole number: cluster_id."),
                get("/api/v1/nodes/99", 404, "Node not found"),
                get("/api/v1/nodes/-1/disks", 404, "Node not found"),
                get("/api/v1/releases/99", 404, "Release not found"),
                get("/api/v1/dead-letters?upgrade=x", 400, "'x' is no whole number: upgrade."),
                get("/api/v1/upgrades?bogus=1", 400, "There is no parameter 'bogus' here, only limit, offset."),
                get("/api/v1/upgrades/99/log?limit=-1", 400, "limit has to be 1 to 1000."),
                get("/api/v1/upgrades/99/log?limit=0", 400, "limit has to be 1 to 1000."),
                get("/api/v1/upgrades/99/log?limit=5000", 400, "limit has to be 1 to 1000."),
                get("/api/v1/upgrades/99/log?limit=1000", 404, "Upgrade with id 99 was not found."),
                post("/api/v1/upgrades/99/steps/1/retry", null, 404, "Upgrade with id 99 was not found."),
                post("/api/v1/dead-letters/99/retry", null, 404, "Dead letter with id 99 was not found."));
    }

    private static Stream<Refused> wrongBodies() {
        return Stream.of(
                upgrade("", 400, "Empty request received"),
                upgrade("original_cluster_id=1", 400, "Invalid json received"),
                upgrade("{\"original_cluster_id\": 1", 400, "Invalid json received"),
                upgrade("{\"original_cluster_id\": 1} {}", 400, "Invalid json received"),
                upgrade("[1]", 400, "[1] is not of type 'object'"),
                upgrade("null", 400, "null is not of type 'object'"),
                upgrade("{}", 400, "'original_cluster_id' is a required property"),
                upgrade("{\"original_cluster_id\": \"1\"}", 400, "'1' is not of type 'integer'"),
                upgrade(
                        "{\"original_cluster_id\": 1, \"surprise\": 2}",
                        400,
                        "Additional properties are not allowed ('surprise' was unexpected)"),
                upgrade(
                        "{\"original_cluster_id\": 1, \"options\": {\"surprise\": 2}}",
                        400,
                        "Additional properties are not allowed ('surprise' was unexpected)"),
                upgrade("{\"original_cluster_id\": 1, \"name\": \"\"}", 400, "'' is too short"),
                upgrade("{\"original_cluster_id\": 1, \"stages\": []}", 400, "[] is too short"),
                upgrade(
                        "{\"original_cluster_id\": 1, \"name\": \"sample\"}",
                        409,
                        "Environment with this name 'sample' already exists."));
    }

    private static Stream<Refused> wrongUpgrades() {
        return Stream.of(
                upgrade("{\"original_cluster_id\": 99}", 404, "Cluster not found"),
                upgrade("{\"original_cluster_id\": 1, \"release_id\": 2}", 400, DEPRECATED),
                upgrade("{\"original_cluster_id\": 1, \"release_id\": 1}", 400, DEPRECATED.replace("(2)", "(1)")),
                upgrade(
                        "{\"original_cluster_id\": 1, \"release_id\": 99}",
                        404,
                        "Object 'Release' with UID=99 is not found in DB"),
                upgrade(
                        "{\"original_cluster_id\": 1, \"strategy\": \"at-once\"}",
                        400,
                        "There is no strategy 'at-once'; there are in-place, patch, side-by-side."),
                upgrade(
                        "{\"original_cluster_id\": 1, \"stages\": [\"upgrade-everything\"]}",
                        400,
                        "Strategy 'side-by-side' has no stage 'upgrade-everything'; it has prepare, upgrade-env,"
                                + " upgrade-db, upgrade-ceph, upgrade-control, upgrade-node, cleanup-env, cleanup-fuel."),
                upgrade(
                        "{\"original_cluster_id\": 1, \"stages\": [\"upgrade-db\"]}",
                        409,
                        "Cluster 1 has no seed yet; the stage upgrade-env makes it."),
                upgrade(
                        "{\"original_cluster_id\": 1,"
                                + " \"stages\": [\"prepare\", \"upgrade-env\", \"upgrade-db\", \"upgrade-control\"]}",
                        409,
                        "Stage upgrade-control comes after upgrade-ceph, which has not succeeded for cluster 1."
                                + " Run it as well: octane upgrade --env 1"
                                + " --stages prepare,upgrade-env,upgrade-db,upgrade-ceph,upgrade-control"),
                upgrade(
                        "{\"original_cluster_id\": 1, \"stages\": [\"prepare\", \"upgrade-env\", \"upgrade-control\"]}",
                        409,
                        "Stage upgrade-control comes after upgrade-ceph, which has not succeeded for cluster 1."
                                + " Run it as well: octane upgrade --env 1"
                                + " --stages prepare,upgrade-env,upgrade-db,upgrade-ceph,upgrade-control"),
                upgrade(
                        "{\"original_cluster_id\": 1, \"stages\": [\"prepare\", \"upgrade-env\", \"cleanup-env\"]}",
                        409,
                        "Stage cleanup-env comes after upgrade-node, which has not succeeded for cluster 1."
                                + " Run it as well: octane upgrade --env 1 --stages prepare,upgrade-env,upgrade-db,"
                                + "upgrade-ceph,upgrade-control,upgrade-node,cleanup-env"),
                post(
                        "/api/v1/upgrades/plan",
                        "{\"original_cluster_id\": 1, \"stages\": [\"upgrade-env\"]}",
                        409,
                        "Stage upgrade-env comes after prepare, which has not succeeded."
                                + " First run: octane prepare --env 1"),
                upgrade(
                        "{\"original_cluster_id\": 1, \"seed_cluster_id\": 1}",
                        409,
                        "Cluster 1 is not the seed of an upgrade."));
    }

    private static Stream<Refused> wrongBatches() {
        var noLimit =
                "' is neither a number of nodes such as 2, nor a percentage such as 25%, nor one of serial, parallel.";
        return Stream.of(
                batches("\"max_unavailable\": 0", "max_unavailable: '0" + noLimit),
                batches("\"max_unavailable\": {\"compute\": \"101%\"}", "max_unavailable: '101%" + noLimit),
                batches(
                        "\"failures\": \"x\"",
                        "failures: 'x' is neither a number of nodes such as 2, nor a percentage such as 10%; 0 lets none fail."),
                batches(
                        "\"failures\": {\"compute\": -1}",
                        "failures: '-1' is neither a number of nodes such as 2, nor a percentage such as 10%; 0 lets none fail."),
                batches(
                        "\"failures\": {\"compute\": 4}",
                        "A budget of 4 failures of role compute is more than the 3 nodes that there are of it."),
                batches(
                        "\"failures\": {\"ceph-osd\": 1}",
                        "Role ceph-osd has no failure budget: at most 1 of its nodes may be away at once, whatever is asked for,"
                                + " and one that has failed is away."),
                batches(
                        "\"failures\": {\"computr\": 1}",
                        "No stage of this plan takes nodes of role 'computr' in batches; there are ceph-osd, compute, cinder,"
                                + " controller."),
                batches("\"canary\": 0", "canary: '0' is no number of nodes; a canary has one at least."),
                batches(
                        "\"max_unavailable\": {\"computr\": 2}",
                        "No stage of this plan takes nodes of role 'computr' in batches; there are ceph-osd, compute, cinder,"
                                + " controller."),
                batches(
                        "\"max_unavailable\": {\"ceph-osd\": 2}",
                        "Of role ceph-osd at most 1 may be away at once, whatever is asked for: 2 is too many."),
                batches(
                        "\"windows\": [\"22-06\"]",
                        "windows: '22-06' is no window such as 22:00-06:00 or Sat,Sun" + " 08:00-20:00 Europe/Berlin."),
                batches(
                        "\"approve_before\": [\"upgrade-all\"]",
                        "This plan has no stage 'upgrade-all' to approve of; it has"
                                + " prepare, upgrade-env, upgrade-db, upgrade-ceph, upgrade-control, upgrade-node, cleanup-env,"
                                + " cleanup-fuel."),
                post(
                        "/api/v1/upgrades/99/limit",
                        "{\"role\": \"compute\", \"max_unavailable\": 2}",
                        404,
                        "Upgrade with id 99 was not found."),
                post(
                        "/api/v1/upgrades/99/limit",
                        "{\"role\": \"compute\"}",
                        400,
                        "Nothing to change: max_unavailable, failures, or both are to be named."));
    }

    private static Refused batches(String option, String sentence) {
        return upgrade("{\"original_cluster_id\": 1, \"options\": {" + option + "}}", 400, sentence);
    }

    private static Stream<Refused> wrongServers() {
        return Stream.of(
                upgrade(
                        "{\"original_cluster_id\": 1, \"controllers\": [10, 11, 10]}",
                        400,
                        "A controller is named twice: [10, 11, 10]."),
                upgrade(
                        "{\"original_cluster_id\": 1, \"controllers\": [10, 11, 99]}",
                        404,
                        "Node with id 99 was not found."),
                upgrade(
                        "{\"original_cluster_id\": 1, \"controllers\": [1]}",
                        409,
                        "Node 1 belongs to a cluster, it is no spare server."),
                upgrade(
                        "{\"original_cluster_id\": 1, \"controllers\": [9, 10, 11, 12]}",
                        400,
                        "An upgrade takes at most 3 additional servers."),
                upgrade("{\"original_cluster_id\": 1, \"nodes\": [99]}", 404, "Node with id 99 was not found."),
                upgrade(
                        "{\"original_cluster_id\": 1, \"nodes\": [10]}",
                        409,
                        "Node 10 is not in cluster 1, it needs no upgrade."),
                post(
                        "/api/v1/upgrades/plan",
                        "{\"original_cluster_id\": 1, \"controllers\": [10, 10]}",
                        400,
                        "A controller is named twice: [10, 10]."));
    }

    private static Stream<Refused> wrongCallsOfNailgunsExtension() {
        return Stream.of(
                post("/api/v1/clusters/1/upgrade/clone", "{\"name\": \"s\", \"release_id\": 2}", 400, DEPRECATED),
                post(
                        "/api/v1/clusters/99/upgrade/clone",
                        "{\"name\": \"s\", \"release_id\": 4}",
                        404,
                        "Cluster not found"),
                post(
                        "/api/v1/clusters/1/upgrade/clone",
                        "{\"name\": \"s\"}",
                        400,
                        "'release_id' is a required property"),
                post(
                        "/api/v1/clusters/1/upgrade/clone",
                        "{\"name\": \"sample\", \"release_id\": 4}",
                        409,
                        "Environment with this name 'sample' already exists."),
                post("/api/v1/clusters/1/upgrade/assign", "{\"node_id\": 99}", 404, "Node with id 99 was not found."),
                post(
                        "/api/v1/clusters/1/upgrade/assign",
                        "{\"nodes_ids\": [4, 4]}",
                        400,
                        "[4, 4] has non-unique elements"),
                post("/api/v1/clusters/1/upgrade/vips", null, 400, null),
                post("/api/v1/clusters/1/upgrade", null, 404, null));
    }

    private static Stream<Refused> wrongPlaces() {
        return Stream.of(
                get("/api/v1/nothing", 404, "There is no resource /nothing."),
                get("/nothing", 404, "There is no resource /nothing."),
                get("/api/v2/upgrades", 404, "There is no resource /v2/upgrades."),
                new Refused("DELETE", "/api/v1/upgrades", null, 405, "DELETE is not allowed here, only GET, POST."),
                new Refused("PUT", "/api/v1/upgrades/1", "{}", 405, "PUT is not allowed here, only GET."),
                get("/api/v1/upgrades/plan/", 405, "GET is not allowed here, only POST."));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    @Order(1)
    void aWrongCallIsRefusedAndChangesNothing(Refused call) {
        isRefused(api.send(call.method(), call.path(), call.body()), call.status(), call.sentence());

        assertThat(server.database().contents()).isEqualTo(unchanged);
    }

    @ParameterizedTest
    @MethodSource("forms")
    @Order(1)
    void everyFormOfAPathIsTheSame(String path) {
        var answer = api.send("GET", path, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(api.get("/clusters/1").json());
    }

    static List<String> forms() {
        return List.of(
                "/api/v1/clusters/1", "/api/v1/clusters/1/", "/api/v1/cluster/1", "/api/clusters/1", "/api/cluster/1/");
    }

    @Test
    @Order(1)
    void aRefusedCallDoesNotUseUpItsKey() {
        var answer = api.post("/upgrades", "{\"original_cluster_id\": 99}", "Idempotency-Key", "refused");

        isRefused(answer, 404, "Cluster not found");
        assertThat(server.database().contents()).isEqualTo(unchanged);
    }

    @Test
    @Order(1)
    void aKeyThatIsTooLongIsRefused() {
        var answer = api.post("/upgrades", "{\"original_cluster_id\": 1}", "Idempotency-Key", "k".repeat(201));

        isRefused(answer, 400, "Idempotency-Key has to have 1 to 200 characters.");
        assertThat(server.database().contents()).isEqualTo(unchanged);
    }

    @Test
    @Order(2)
    void whileAnUpgradeRunsASecondOneOfItsClusterIsRefused() throws Exception {
        var started = api.post("/upgrades", "{\"original_cluster_id\": 1}", "Idempotency-Key", "first");
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        long upgrade = started.json().path("id").asLong();
        var world = server.world().getProperty("pid");
        signal("STOP", world);
        try {
            var before = Awaitility.await("no step can go on")
                    .pollInterval(Duration.ofMillis(300))
                    .until(this::settled, counts -> !counts.isEmpty());

            isRefused(
                    api.post("/upgrades", "{\"original_cluster_id\": 1}"), 409, "Cluster 1 is being upgraded already.");
            isRefused(
                    api.post("/upgrades", "{\"original_cluster_id\": 1}", "Idempotency-Key", "second"),
                    409,
                    "Cluster 1 is being upgraded already.");
            isRefused(
                    api.post("/upgrades/" + upgrade + "/steps/99999/retry", null),
                    404,
                    "Upgrade " + upgrade + " has no step 99999.");
            var step = api.get("/upgrades/" + upgrade + "/steps").json().path(100);
            isRefused(
                    api.post(
                            "/upgrades/" + upgrade + "/steps/" + step.path("id").asText() + "/retry", null),
                    409,
                    "Step " + step.path("id").asText() + " is pending; only a dead step is retried.");
            isRefused(
                    api.post(
                            "/upgrades/" + upgrade + "/steps/" + step.path("id").asText() + "/retry",
                            null,
                            "Idempotency-Key",
                            "first"),
                    409,
                    "The Idempotency-Key belongs to another call.");
            isRefused(
                    api.get("/upgrades/" + upgrade + "/steps?status=tired"),
                    400,
                    "'tired' is not one of [pending, queued, running, waiting, succeeded, failed, dead, skipped,"
                            + " undone].");
            var again = api.post("/upgrades", "{\"original_cluster_id\": 1}", "Idempotency-Key", "first");
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(started.body());

            assertThat(counts()).isEqualTo(before);
            assertThat(api.get("/upgrades").json()).hasSize(1);
        } finally {
            signal("CONT", world);
        }
    }

    /** Row counts, once those of all tables have stayed the same for a moment; none: they have not. */
    private List<String> settled() {
        var all = server.database().counts();
        Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        return server.database().counts().equals(all) ? counts() : List.of();
    }

    /**
     * Of events only those that somebody caused: a step that waits may say so again at any time. What is printed and measured
     * while the upgrade runs goes on.
     */
    private List<String> counts() {
        var counts = new ArrayList<>(server.database().counts());
        counts.removeIf(count -> count.matches("octane[.](event|outbox|step_output|probe_[a-z]+) .*"));
        counts.add(server.database()
                .sql()
                .queryForObject("SELECT count(*) FROM octane.event WHERE actor <> 'engine'", String.class));
        return counts;
    }

    /** @param sentence null: whichever it is */
    private static void isRefused(Api.Answer answer, int status, String sentence) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.json().properties().stream().map(field -> field.getKey()))
                .containsExactly("message", "errors");
        assertThat(answer.json().path("errors").isArray()).isTrue();
        if (sentence != null) {
            assertThat(answer.message()).isEqualTo(sentence);
        }
        assertThat(answer.message()).isNotBlank();
    }

    private static void signal(String name, String pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, pid)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private static Refused get(String path, int status, String sentence) {
        return new Refused("GET", path, null, status, sentence);
    }

    private static Refused post(String path, String body, int status, String sentence) {
        return new Refused("POST", path, body, status, sentence);
    }

    private static Refused upgrade(String body, int status, String sentence) {
        return post("/api/v1/upgrades", body, status, sentence);
    }
}
