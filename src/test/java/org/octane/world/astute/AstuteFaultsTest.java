package org.octane.world.astute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
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
        assertThat(statuses(SILENCE)).containsExactly("running");
        faults.await("lost@replies:on=task", "lost: task ready of task lost");
        client.cast(task("found"));
        assertThat(client.untilEnd("found", PATIENCE)).hasSize(2);
    }

    @Test
    void aReplyArrivesTwice() throws Exception {
        expect("doubled@replies:status=any:times=2");
        client.cast(task("twice"));
        assertThat(statuses(SILENCE)).containsExactly("running", "running", "ready", "ready");
    }

    @Test
    void aReplyIsLate() throws Exception {
        expect("late@replies:by=6s:on=task");
        client.cast(task("late"));
        assertThat(statuses(SILENCE)).containsExactly("running");
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
        assertThat(statuses(SILENCE)).contains("running").doesNotContain("ready", "error");
        client.cast(task("next"));
        assertThat(client.untilEnd("next", PATIENCE)).hasSize(2);
    }

    @Test
    void theBrokerStopsAndKeepsWhatItHolds() throws Exception {
        expect("down@broker:for=1s");
        faults.await("down@broker", "broker stops");
        faults.await("down@broker", "broker serves again");
        client.close();
        connect();
        client.cast(task("after"));
        assertThat(client.untilEnd("after", PATIENCE)).hasSize(2);
    }

    /** A fault that was read begins with the next look at the file; the one after it says that this has happened. */
    private void expect(String... lines) {
        faults.add(lines);
        var mark = "clock@node-11:by=" + (faults.log().size() + 1) + "s";
        faults.add(mark);
        faults.await(mark, "begins");
    }

    /** Those of the replies up to such a silence after one of them. */
    private List<String> statuses(Duration silence) throws Exception {
        var all = new ArrayList<String>();
        for (JsonNode reply = client.next(PATIENCE); reply != null; reply = client.next(silence)) {
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
