package org.octane.world.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedAstuteTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static TestBroker broker;

    @TempDir
    Path world;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private SimulatedAstute astute;
    private AstuteClient client;

    @BeforeAll
    static void broker() throws Exception {
        broker = new TestBroker();
    }

    @AfterAll
    static void noBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        Files.writeString(world.resolve("speed"), "100");
        for (var node : List.of("10", "11")) {
            Files.createDirectories(world.resolve("nodes").resolve(node).resolve("root"));
        }
        Files.createDirectories(world.resolve("admin"));
        script("provision-node", "env | sort > $OCTANE_WORLD/provision-$OCTANE_NODE");
        script("deploy-node", "env | sort > $OCTANE_WORLD/deploy-$OCTANE_NODE");
        script("build-node", "env | sort > $OCTANE_WORLD/build-$OCTANE_NODE");
        astute = SimulatedAstute.start(broker.url(), List.of("nailgun", "octane"), world, new NodeLifecycle() {
            @Override
            public void reinstalled(String nodeId) {
                told.add("reinstalled " + nodeId);
            }

            @Override
            public void booted(String nodeId) {
                told.add("booted " + nodeId);
            }
        });
        if (client == null) {
            client = new AstuteClient(broker.url(), "octane");
        }
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        astute.close();
    }

    @Test
    void provisioningTellsTheScriptOnlyWhatTheMessageHolds() throws Exception {
        client.cast(provision("u1", "10"));
        var replies = client.untilEnd("u1", PATIENCE);
        assertThat(replies.get(0))
                .hasToString("{\"method\":\"provision_resp\",\"args\":{\"task_uuid\":\"u1\",\"status\":\"running\"}}");
        assertThat(status(replies, "10")).startsWith("provisioning").endsWith("provisioned");
        assertThat(last(replies)).isEqualTo("ready");
        assertThat(told).containsExactly("reinstalled 10", "booted 10");
        assertThat(world.resolve("provision-10"))
                .content()
                .contains(
                        "ADMIN_IP=10.20.0.138\n",
                        "DISKS=sda:102400 sdb:204800\n",
                        "ENV_ID=2\n",
                        "HOSTNAME=node-10\n",
                        "PARTITIONS=sda:os:28736 sdb:ceph:101836:keep\n")
                .doesNotContain("ROLES=");
    }

    @Test
    void anUnknownServerIsGivenUpAfterATime() throws Exception {
        client.cast(provision("u2", "77"));
        var replies = client.untilEnd("u2", PATIENCE);
        assertThat(last(replies)).isEqualTo("error");
        assertThat(status(replies, "77")).endsWith("error");
    }

    @Test
    void deploymentGoesByPriorityAndStopsAtACriticalFailure() throws Exception {
        script("deploy-node", "echo $OCTANE_NODE >> $OCTANE_WORLD/order; echo puppet says no >&2; exit 2");
        client.cast("{\"method\":\"granular_deploy\",\"respond_to\":\"deploy_resp\",\"args\":{\"task_uuid\":\"u3\","
                + "\"deployment_info\":[" + facts("11", "compute", 300) + "," + facts("10", "primary-controller", 100)
                + "]}}");
        var replies = client.untilEnd("u3", PATIENCE);
        assertThat(last(replies)).isEqualTo("error");
        assertThat(replies.get(replies.size() - 1).toString()).contains("deploy-node ended with 2: puppet says no");
        assertThat(world.resolve("order")).hasContent("10");
    }

    @Test
    void isolatedFactsReachTheNode() throws Exception {
        client.cast("[{\"method\":\"granular_deploy\",\"respond_to\":\"deploy_resp\",\"args\":{\"task_uuid\":\"u4\","
                + "\"deployment_info\":[" + facts("10", "primary-controller", 100) + "]}}]");
        assertThat(last(client.untilEnd("u4", PATIENCE))).isEqualTo("ready");
        assertThat(world.resolve("deploy-10"))
                .content()
                .contains(
                        "ISOLATED=1\n",
                        "MGMT_IP=192.168.0.3\n",
                        "MGMT_VIP=192.168.0.2\n",
                        "NETWORKS=br-fw-admin=eth0 br-ex= br-prv=eth0 =eth1\n",
                        "PRIMARY=1\n",
                        "RELEASE=2015.1.0-7.0\n",
                        "ROLES=controller\n");
    }

    @Test
    void whileBusyACallIsGivenBackAndComesAgain() throws Exception {
        script("provision-node", "until [ -e $OCTANE_WORLD/go ]; do sleep 0.05; done");
        client.cast(provision("u5", "10"));
        assertThat(client.next(PATIENCE).toString()).contains("u5", "running");
        client.cast(provision("u6", "11"));
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> told.isEmpty());
        Files.writeString(world.resolve("go"), "");
        assertThat(last(client.untilEnd("u5", PATIENCE))).isEqualTo("ready");
        assertThat(last(client.untilEnd("u6", PATIENCE))).isEqualTo("ready");
    }

    @Test
    void aStoppedJobEndsReadyWithItsNodesStopped() throws Exception {
        script("deploy-node", "sleep 60");
        client.cast("{\"method\":\"granular_deploy\",\"respond_to\":\"deploy_resp\",\"args\":{\"task_uuid\":\"u7\","
                + "\"deployment_info\":[" + facts("10", "controller", 100) + "]}}");
        assertThat(client.next(PATIENCE).toString()).contains("running");
        client.service("{\"method\":\"stop_deploy_task\",\"respond_to\":\"stop_deployment_resp\","
                + "\"args\":{\"task_uuid\":\"s7\",\"stop_task_uuid\":\"u7\",\"nodes\":[]}}");
        var replies = client.untilEnd("u7", PATIENCE);
        assertThat(last(replies)).isEqualTo("ready");
        assertThat(status(replies, "10")).endsWith("stopped");
    }

    @Test
    void aJobInHandIsLostWithTheProgramAndTheNextOneIsIdle() throws Exception {
        script("provision-node", "sleep 60");
        client.cast(provision("u9", "10"));
        assertThat(client.next(PATIENCE).toString()).contains("u9", "running");
        assertThat(client.next(PATIENCE).toString()).contains("u9", "provisioning");
        astute.close();
        start();
        client.cast("{\"method\":\"echo\",\"respond_to\":\"echo_resp\",\"args\":{\"task_uuid\":\"e9\"}}");
        assertThat(client.next(PATIENCE))
                .hasToString("{\"method\":\"echo_resp\",\"args\":{\"task_uuid\":\"e9\",\"status\":\"running\"}}");
        assertThat(client.next(Duration.ofMillis(300))).isNull();
    }

    @Test
    void whatItDoesNotUnderstandIsLostAndTheNextCallIsServed() throws Exception {
        client.castText(provision("lost", "10"));
        client.cast("no JSON");
        client.cast("{\"method\":\"task_unknown\",\"respond_to\":\"x\",\"args\":{\"task_uuid\":\"lost\"}}");
        client.cast("{\"method\":\"remove_nodes\",\"respond_to\":\"remove_nodes_resp\",\"args\":{\"task_uuid\":\"u8\","
                + "\"nodes\":[{\"uid\":10,\"slave_name\":\"node-10\",\"mclient_remove\":true}]}}");
        var replies = client.untilEnd("u8", PATIENCE);
        assertThat(replies.toString()).doesNotContain("lost");
        assertThat(last(replies)).isEqualTo("ready");
        assertThat(world.resolve("build-10")).content().contains("ENV_ID=\n");
        assertThat(told).contains("reinstalled 10");
    }

    private void script(String name, String body) throws Exception {
        Files.writeString(world.resolve("admin").resolve(name), body + "\n");
    }

    private static String last(List<JsonNode> replies) {
        return replies.get(replies.size() - 1).path("args").path("status").asText();
    }

    private static String status(List<JsonNode> replies, String uid) {
        var all = new StringBuilder();
        for (var reply : replies) {
            for (var node : reply.path("args").path("nodes")) {
                if (node.path("uid").asText().equals(uid)) {
                    all.append(node.path("status").asText()).append(' ');
                }
            }
        }
        return all.toString().strip();
    }

    private static String provision(String uuid, String uid) {
        return """
                {"api_version":"1","method":"image_provision","respond_to":"provision_resp","args":{"task_uuid":"%s",
                 "provisioning_info":{"fault_tolerance":[{"percentage":2,"uids":[]}],"nodes":[{"uid":"%s","name":"node-%2$s",
                  "interfaces":{"eth0":{"ip_address":"10.20.0.138","static":"0"},"eth1":{"static":"0"}},
                  "ks_meta":{"image_data":{"/":{"uri":"http://10.20.0.2:8080/targetimages/env_2_ubuntu_1404_amd64.img.gz"}},
                   "pm_data":{"ks_spaces":[
                    {"type":"disk","name":"sda","size":102400,"volumes":[{"type":"boot","size":300},{"type":"pv","vg":"os","size":28736}]},
                    {"type":"disk","name":"sdb","size":204800,"volumes":[{"type":"pv","vg":"os","size":0},
                     {"type":"partition","name":"ceph","size":101836,"keep_data":true}]},
                    {"type":"vg","id":"os","volumes":[]}]}}}]}}}"""
                .formatted(uuid, uid);
    }

    private static String facts(String uid, String role, int priority) {
        return """
                {"uid":"%s","role":"%s","priority":%d,"fail_if_error":true,"deployment_id":2,"openstack_version":"2015.1.0-7.0",
                 "fqdn":"node-%1$s.example.com","network_metadata":{"vips":{"management":{"ipaddr":"192.168.0.2"}}},
                 "network_scheme":{"interfaces":{"eth0":{}},"endpoints":{"br-mgmt":{"IP":["192.168.0.3/24"]},"br-ex":{"IP":["172.16.0.4/24"],"gateway":"none"}},
                  "transformations":[{"action":"add-br","name":"br-fw-admin"},{"action":"add-br","name":"br-ex"},{"action":"add-br","name":"br-prv"},{"action":"add-patch","bridges":["br-prv","br-fw-admin"]},{"action":"add-port","bridge":"br-fw-admin","name":"eth0"},{"action":"add-port","name":"eth1"}]}}"""
                .formatted(uid, role, priority);
    }
}
