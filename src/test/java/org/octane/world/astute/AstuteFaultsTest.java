package org.octane.world.astute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.octane.step.NodeShell;
import org.octane.world.Faults;
import org.octane.world.TestWorld;

/** Faults of a running world's Astute, of its replies and of its broker. */
@ExtendWith(TestWorld.Fresh.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AstuteFaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final TestWorld world;
    private final Faults faults;
    private AstuteClient client;

    AstuteFaultsTest(TestWorld world) {
        this.world = world;
        faults = world.faults();
    }

    @BeforeEach
    void connect() throws Exception {
        var properties = world.properties();
        client = new AstuteClient(
                properties.getProperty("astute.url"),
                "octane",
                properties.getProperty("astute.user"),
                properties.getProperty("astute.password"));
    }

    @AfterEach
    void calm() throws Exception {
        faults.clear();
        client.close();
    }

    @Test
    void aReplyIsLost() throws Exception {
        expect("lost@replies:on=task");
        client.cast(task("lost"));
        faults.await("lost@replies:on=task", "lost: task ready of task lost");
        assertThat(statuses(SILENCE)).isEmpty();
        client.cast(task("found"));
        assertThat(client.untilEnd("found", PATIENCE)).hasSize(1);
    }

    @Test
    void aReplyArrivesTwice() throws Exception {
        expect("doubled@replies:status=any:times=2");
        client.cast(task("twice"));
        assertThat(statuses(SILENCE)).containsExactly("ready", "ready");
    }

    @Test
    void aReplyIsLate() throws Exception {
        expect("late@replies:by=6s:on=task");
        client.cast(task("late"));
        assertThat(statuses(SILENCE)).isEmpty();
        assertThat(client.untilEnd("late", PATIENCE)).hasSize(1);
    }

    @Test
    void progressArrivesAfterTheEnd() throws Exception {
        expect("swapped@replies", "fail@node-12/deploy-node");
        client.cast(deployment("swapped"));
        var ended = client.untilEnd("swapped", PATIENCE);
        assertThat(client.next(PATIENCE).path("args").has("status")).isFalse();
        assertThat(ended.get(ended.size() - 1).toString()).contains("deploy-node ended with 2");
    }

    @Test
    void astuteDiesInTheMiddleOfATaskAndLosesIt() throws Exception {
        expect("down@astute:on=deploy:for=1s");
        client.cast(deployment("dies"));
        faults.await("down@astute:on=deploy", "astute stops");
        faults.await("down@astute:on=deploy", "astute serves again");
        assertThat(statuses(SILENCE)).isEmpty();
        client.cast(task("next"));
        assertThat(client.untilEnd("next", PATIENCE)).hasSize(1);
    }

    @Test
    void aWorkerDiesWithItsTaskAndTheOthersWorkOn() throws Exception {
        expect("down@worker:on=deploy");
        client.cast(deployment("killed"));
        faults.await("down@worker:on=deploy", "worker stops");
        client.cast(task("beside"));
        assertThat(client.untilEnd("beside", PATIENCE).toString()).doesNotContain("ready\",\"task_uuid\":\"killed");
        assertThat(statuses(SILENCE)).isEmpty();
        assertThat(seen("killed")).contains("octane-result task gone ");
        assertThat(seen("beside")).contains("octane-result task ready");
        assertThat(seen("never")).contains("octane-result queue 0 0 7", "octane-result task absent");
    }

    @Test
    void astuteStandsStillAndGoesOn() throws Exception {
        expect("down@astute:mode=pause:for=2s");
        client.cast(task("still"));
        assertThat(client.untilEnd("still", PATIENCE)).hasSize(1);
        faults.await("down@astute:mode=pause", "astute goes on");
    }

    @Test
    void theBrokerStopsAndKeepsWhatItHolds() throws Exception {
        expect("down@broker:for=1s");
        faults.await("down@broker", "broker stops");
        faults.await("down@broker", "broker serves again");
        client.close();
        connect();
        client.cast(task("after"));
        assertThat(client.untilEnd("after", PATIENCE)).hasSize(1);
    }

    /** What Octane sees of a task on the simulated Fuel master. */
    private String seen(String task) {
        var asked = Map.of("LOOK_ONLY", "yes", "TASK", task, "AGE", "0", "ORIG_ID", "1");
        return new NodeShell(world.world().folder(), asked)
                .run("master", "preflight/astute", "check")
                .out();
    }

    /** A fault that was read begins with the next look at the file; the one after it says that this has happened. */
    private void expect(String... lines) {
        faults.add(lines);
        var mark = "clock@node-11:by=" + (faults.log().size() + 1) + "s";
        faults.add(mark);
        faults.await(mark, "begins");
    }

    /** Those of the replies up to such a silence. */
    private List<String> statuses(Duration silence) throws Exception {
        var all = new ArrayList<String>();
        for (JsonNode reply = client.next(silence); reply != null; reply = client.next(silence)) {
            var status = reply.path("args").path("status");
            if (!status.isMissingNode()) {
                all.add(status.asText());
            }
        }
        return all;
    }

    private static String task(String uuid) {
        return "{\"method\":\"execute_tasks\",\"respond_to\":\"task_resp\",\"args\":{\"task_uuid\":\"" + uuid
                + "\",\"tasks\":[]}}";
    }

    private static String deployment(String uuid) {
        return "{\"method\":\"granular_deploy\",\"respond_to\":\"deploy_resp\",\"args\":{\"task_uuid\":\"" + uuid
                + "\",\"deployment_info\":[{\"uid\":\"12\",\"role\":\"compute\",\"priority\":100,"
                + "\"fail_if_error\":true,\"network_scheme\":{}}]}}";
    }
}
