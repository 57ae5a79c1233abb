package org.octane.world.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.world.fuel.FuelVersion;

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
        for (var node : List.of("10", "11", "master")) {
            Files.createDirectories(world.resolve("nodes").resolve(node).resolve("root"));
        }
        Files.createDirectories(world.resolve("admin"));
        script("provision-node", "env | sort > $OCTANE_WORLD/provision-$OCTANE_NODE");
        script("deploy-node", "env | sort > $OCTANE_WORLD/deploy-$OCTANE_NODE");
        script("build-node", "env | sort > $OCTANE_WORLD/build-$OCTANE_NODE");
        script("run-task", "echo \"$OCTANE_NODE $TASK_TYPE $CMD\" >> $OCTANE_WORLD/tasks");
        start(FuelVersion.V7_0);
    }

    private void start(FuelVersion version) throws Exception {
        astute = SimulatedAstute.start(
                broker.url(),
                List.of("nailgun", "octane"),
                world,
                new NodeLifecycle() {
                    @Override
                    public void reinstalled(String nodeId) {
                        told.add("reinstalled " + nodeId);
                    }

                    @Override
                    public void booted(String nodeId) {
                        told.add("booted " + nodeId);
                    }
                },
                version);
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
        assertThat(replies.toString()).as("of 7.0").doesNotContain("running");
        assertThat(status(replies, "10")).endsWith("provisioned");
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
    void anyIdleWorkerTakesTheNextTaskWhileOthersWork() throws Exception {
        script("provision-node", "until [ -e $OCTANE_WORLD/go ]; do sleep 0.05; done");
        client.cast(provision("u5", "10"));
        awaitLog("Main worker task id is u5");
        client.cast("{\"method\":\"remove_nodes\",\"respond_to\":\"r\",\"args\":{\"task_uuid\":\"u6\",\"nodes\":[]}}");
        assertThat(last(client.untilEnd("u6", PATIENCE))).isEqualTo("ready");
        Files.writeString(world.resolve("go"), "");
        assertThat(last(client.untilEnd("u5", PATIENCE))).isEqualTo("ready");
        assertThat(workerOf("u5")).isNotEqualTo(workerOf("u6"));
    }

    @Test
    void whileAllAreBusyACallIsGivenBackAndComesAgain() throws Exception {
        astute.close();
        astute = SimulatedAstute.start(
                broker.url(),
                List.of("octane"),
                new Simulation(world, new Untold(), Disturbance.NONE),
                FuelVersion.V8_0,
                1);
        script("deploy-node", "until [ -e $OCTANE_WORLD/go ]; do sleep 0.05; done");
        client.cast(deployment("u5", "10"));
        awaitLog("Main worker task id is u5");
        client.cast(deployment("u6", "11"));
        awaitLog("Requeue message because worker is busy");
        Files.writeString(world.resolve("go"), "");
        assertThat(last(client.untilEnd("u5", PATIENCE))).isEqualTo("ready");
        assertThat(last(client.untilEnd("u6", PATIENCE))).isEqualTo("ready");
    }

    @Test
    void ofAStoppedJobNothingMoreIsSaid() throws Exception {
        script("deploy-node", "sleep 60");
        client.cast(deployment("u7", "10"));
        awaitLog("Main worker task id is u7");
        client.service("{\"method\":\"stop_deploy_task\",\"respond_to\":\"stop_deployment_resp\","
                + "\"args\":{\"task_uuid\":\"s7\",\"stop_task_uuid\":\"u7\",\"nodes\":[]}}");
        assertThat(last(client.untilEnd("s7", PATIENCE))).isEqualTo("ready");
        assertThat(client.next(Duration.ofMillis(300))).isNull();
        assertThat(log()).contains("Try to kill running task u7");
    }

    @Test
    void aJobInHandIsLostWithItsWorkerAndOthersAreThere() throws Exception {
        script("provision-node", "sleep 60");
        client.cast(provision("u9", "10"));
        awaitLog("Main worker task id is u9");
        var died = workerOf("u9");
        assertThat(processes()).contains(died).hasSize(9);
        astute.killBusyWorkers();
        assertThat(processes()).doesNotContain(died).hasSize(9);
        assertThat(log()).contains("reaped #<Process::Status: pid " + died + " SIGKILL (signal 9)>");
        client.cast("{\"method\":\"remove_nodes\",\"respond_to\":\"r\",\"args\":{\"task_uuid\":\"u10\",\"nodes\":[]}}");
        // How far it had come may have been told before.
        assertThat(client.untilEnd("u10", PATIENCE))
                .filteredOn(reply -> reply.at("/args/task_uuid").asText().equals("u9"))
                .allMatch(reply -> reply.at("/args/status").isMissingNode());
    }

    @Test
    void whatIsSaidOfATaskThatIsTakenDiffersByRelease() throws Exception {
        var echo = "{\"method\":\"echo\",\"respond_to\":\"echo_resp\",\"args\":{\"task_uuid\":\"e\"}}";
        client.cast(echo);
        assertThat(client.next(Duration.ofMillis(500))).as("7.0").isNull();
        astute.close();
        start(FuelVersion.V8_0);
        client.cast(echo);
        assertThat(client.next(PATIENCE))
                .hasToString("{\"method\":\"task_in_orchestrator\",\"args\":{\"task_uuid\":\"e\"}}");
        astute.close();
        start(FuelVersion.V9_2);
        client.cast(echo);
        assertThat(client.next(PATIENCE))
                .hasToString("{\"method\":\"echo_resp\",\"args\":{\"task_uuid\":\"e\",\"status\":\"running\"}}");
        assertThat(world.resolve("nodes/master/root/var/log/astute/astute.log"))
                .content()
                .contains("Casting message to Nailgun:\n{\"method\"=>\"echo_resp\"");
    }

    @Test
    void aTaskWithoutNodesOrWithoutACommandEndsTheDeployment() throws Exception {
        client.cast(hook("h1", "{\"type\":\"shell\",\"priority\":100,\"uids\":[],\"parameters\":{\"cmd\":\"true\"}}"));
        assertThat(client.untilEnd("h1", PATIENCE).toString())
                .contains(
                        "Method granular_deploy. Missing a required parameter uids.\\nInspect Astute logs for the details");
        client.cast(hook("h2", "{\"type\":\"shell\",\"priority\":100,\"uids\":[\"10\"],\"parameters\":{}}"));
        assertThat(client.untilEnd("h2", PATIENCE).toString()).contains("Missing a required parameter cmd");
        client.cast(hook("h3", "{\"type\":\"dance\",\"priority\":100,\"uids\":[\"10\"],\"parameters\":{}}"));
        assertThat(client.untilEnd("h3", PATIENCE).toString()).contains("Unknown hook type dance");
        assertThat(world.resolve("deploy-10")).doesNotExist();
    }

    @Test
    void tasksAreDoneOnTheirNodesAndTheMasterIsOne() throws Exception {
        var keys = world.resolve("nodes/master/root/var/lib/fuel/keys/1");
        Files.createDirectories(keys);
        Files.writeString(keys.resolve("nova"), "key");
        Files.createDirectories(world.resolve("nodes/master/root/etc/puppet/7/modules"));
        Files.writeString(world.resolve("nodes/master/root/etc/puppet/7/modules/init.pp"), "class");
        client.cast(
                hook(
                        "h4",
                        "{\"type\":\"copy_files\",\"priority\":200,\"uids\":[\"10\"],\"parameters\":{\"files\":[{\"src\":\"/var/lib/fuel/keys/1/nova\",\"dst\":\"/var/lib/astute/nova\"}]}},"
                                + "{\"type\":\"shell\",\"priority\":100,\"uids\":[\"master\"],\"parameters\":{\"cmd\":\"generate\"}},"
                                + "{\"type\":\"sync\",\"priority\":300,\"uids\":[\"10\"],\"parameters\":{\"src\":\"rsync://10.20.0.2:/puppet/7/modules/\",\"dst\":\"/etc/puppet/modules\"}},"
                                + "{\"type\":\"upload_file\",\"priority\":400,\"uids\":[\"10\"],\"parameters\":{\"path\":\"/etc/hiera/nodes.yaml\",\"data\":\"nodes\"}}"));
        assertThat(last(client.untilEnd("h4", PATIENCE))).isEqualTo("ready");
        var node = world.resolve("nodes/10/root");
        assertThat(node.resolve("var/lib/astute/nova")).hasContent("key");
        assertThat(node.resolve("etc/puppet/modules/init.pp")).hasContent("class");
        assertThat(node.resolve("etc/hiera/nodes.yaml")).hasContent("nodes");
        assertThat(world.resolve("tasks")).hasContent("master shell generate");
    }

    @Test
    void whatATaskNeedsAndIsNotThereFailsIt() throws Exception {
        client.cast(
                hook(
                        "h5",
                        "{\"type\":\"copy_files\",\"priority\":1,\"uids\":[\"10\"],\"parameters\":{\"files\":[{\"src\":\"/var/lib/fuel/keys/{CLUSTER_ID}/nova\",\"dst\":\"/n\"}]}}"));
        assertThat(client.untilEnd("h5", PATIENCE).toString())
                .contains(
                        "File does not exist or is not readable /var/lib/fuel/keys/{CLUSTER_ID}/nova",
                        "\"role\":\"hook\"");
        client.cast(
                hook(
                        "h6",
                        "{\"type\":\"sync\",\"priority\":1,\"uids\":[\"10\"],\"parameters\":{\"src\":\"rsync://{MASTER_IP}:/puppet/7/modules/\",\"dst\":\"/etc\"}}"));
        assertThat(last(client.untilEnd("h6", PATIENCE))).isEqualTo("error");
        client.cast(
                hook(
                        "h7",
                        "{\"type\":\"sync\",\"fail_on_error\":false,\"priority\":1,\"uids\":[\"10\"],\"parameters\":{\"src\":\"no\",\"dst\":\"/etc\"}}"));
        assertThat(last(client.untilEnd("h7", PATIENCE))).isEqualTo("ready");
    }

    @Test
    void whileItStandsStillNothingIsTakenOrSaid() throws Exception {
        script("provision-node", "until [ -e $OCTANE_WORLD/go ]; do sleep 0.05; done");
        client.cast(provision("u11", "10"));
        awaitLog("Main worker task id is u11");
        astute.standStill();
        Files.writeString(world.resolve("go"), "");
        client.cast(provision("u12", "11"));
        assertThat(client.next(Duration.ofMillis(500))).isNull();
        assertThat(processes()).hasSize(9);
        astute.goOn();
        assertThat(client.untilEnds(Set.of("u11", "u12"), PATIENCE))
                .extracting(reply -> reply.path("args").path("status").asText())
                .contains("ready")
                .doesNotContain("error");
    }

    @Test
    void aBrokerThatIsShortOfMemoryTakesRepliesLater() throws Exception {
        astute.holdReplies();
        client.cast(provision("u13", "10"));
        await().atMost(PATIENCE).until(() -> told.contains("booted 10"));
        assertThat(client.next(Duration.ofMillis(300))).isNull();
        astute.goOnReplying();
        assertThat(last(client.untilEnd("u13", PATIENCE))).isEqualTo("ready");
    }

    @Test
    void whatItDoesNotUnderstandIsLostAndTheNextCallIsServed() throws Exception {
        client.castText(provision("lost", "10"));
        client.cast("no JSON");
        client.cast("{\"method\":\"task_unknown\",\"respond_to\":\"x\",\"args\":{\"task_uuid\":\"unknown\"}}");
        assertThat(client.untilEnd("unknown", PATIENCE).toString())
                .contains("Unsupported method 'task_unknown' called.")
                .doesNotContain("lost");
        client.cast("{\"method\":\"remove_nodes\",\"respond_to\":\"remove_nodes_resp\",\"args\":{\"task_uuid\":\"u8\","
                + "\"nodes\":[{\"uid\":10,\"slave_name\":\"node-10\",\"mclient_remove\":true}]}}");
        var replies = client.untilEnd("u8", PATIENCE);
        assertThat(replies.toString()).doesNotContain("lost");
        assertThat(last(replies)).isEqualTo("ready");
        assertThat(world.resolve("build-10")).content().contains("ENV_ID=\n");
        assertThat(told).contains("reinstalled 10");
    }

    private String log() throws Exception {
        return Files.readString(world.resolve("nodes/master/root/var/log/docker-logs/astute/astute.log"));
    }

    private void awaitLog(String text) {
        await().atMost(PATIENCE).until(() -> log().contains(text));
    }

    /** The process that the log says has the task. */
    private String workerOf(String task) throws Exception {
        return Pattern.compile("\\[(\\d+)] Main worker task id is " + task)
                .matcher(log())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private List<String> processes() throws Exception {
        try (var all = Files.list(world.resolve("nodes/master/sim/processes"))) {
            return all.map(process -> process.getFileName().toString()).toList();
        }
    }

    private static String deployment(String uuid, String node) {
        return "{\"method\":\"granular_deploy\",\"respond_to\":\"deploy_resp\",\"args\":{\"task_uuid\":\"" + uuid
                + "\",\"deployment_info\":[" + facts(node, "controller", 100) + "]}}";
    }

    private static String hook(String uuid, String tasks) {
        return "{\"method\":\"granular_deploy\",\"respond_to\":\"deploy_resp\",\"args\":{\"task_uuid\":\"" + uuid
                + "\",\"pre_deployment\":[" + tasks + "],\"deployment_info\":[" + facts("10", "controller", 100)
                + "]}}";
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

    private static final class Untold implements NodeLifecycle {
        @Override
        public void reinstalled(String nodeId) {}

        @Override
        public void booted(String nodeId) {}
    }
}
