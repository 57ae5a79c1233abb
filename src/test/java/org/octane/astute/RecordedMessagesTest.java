package org.octane.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.facts.PreservedVolumes;
import org.octane.conformance.Differences;
import org.octane.json.Json;

/** Our messages beside those that a real Nailgun 7.0 cast for the same cloud, value by value. */
class RecordedMessagesTest {

    /** What a Fuel master 8.0, whose tables these are, adds to messages; a 7.0 has cast what was recorded. */
    private static final String LATER = ".*/(cloud_init_templates|mco_identity|vendor_specific|plugins|id"
            + "|default_floating_net|default_private_net|parameters/cwd): nothing → .*";

    private static final List<Integer> ALL = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    private static final UUID TASK = UUID.randomUUID();
    private static JsonNode recorded;
    private static AstuteMessages messages;

    @BeforeAll
    static void load() throws Exception {
        var file = Databases.shared("astute-messages-7.0-deploy.jsonl.gz");
        assumeTrue(Files.isReadable(file), "recordings of a real Nailgun are not here");
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            recorded = Json.read(lines.readLine()).path("body");
        }
        var nailgun = Databases.dump("nailgun-8.0-sample.sql.gz");
        messages = new AstuteMessages(
                Databases.deployments(nailgun),
                MasterSettings.defaults(),
                Databases.NO_RELEASE_FILES,
                Databases.NO_PLUGIN_FILES);
    }

    @Test
    void provisioning() {
        var ours = messages.provision(TASK, 1, ALL, new PreservedVolumes(Set.of()));
        var differences = Differences.between(plainBuild(recorded.get(0)), plainBuild(ours));
        assertThat(differences)
                .filteredOn(line -> !line.startsWith("/args/task_uuid"))
                .filteredOn(line -> !line.matches(LATER))
                // Recorded before the first installation: roles still pending, the bootstrap's key.
                .filteredOn(line ->
                        !line.equals("/args/provisioning_info/fault_tolerance/0/uids: [] → [\"4\",\"5\",\"6\"]"))
                .filteredOn(line -> !line.endsWith("power_pass: \"/root/.ssh/bootstrap.rsa\" → \"/root/.ssh/id_rsa\""))
                // A secret of the recorded master's settings.
                .filteredOn(line -> !line.contains("/ks_meta/mco_pskey: "))
                .isEmpty();
    }

    @Test
    void deployment() {
        var ours = messages.deploy(TASK, 1, ALL, false);
        var differences = Differences.between(sorted(recorded.get(1)), sorted(ours));
        assertThat(differences)
                .filteredOn(line -> !line.startsWith("/args/task_uuid"))
                .filteredOn(line -> !line.matches(LATER))
                // Recorded before the first installation.
                .filteredOn(line -> !line.endsWith("/status: \"discover\" → \"ready\""))
                .isEmpty();
    }

    /** The command's JSON as a tree: the order of its keys is free. */
    private static JsonNode plainBuild(JsonNode message) {
        var parameters = (ObjectNode) message.at("/args/provisioning_info/pre_provision/0/parameters");
        var command = parameters.path("cmd").asText();
        int json = command.indexOf('\'');
        parameters.put("cmd", command.substring(0, json));
        parameters.set("input", Json.read(command.substring(json + 1, command.length() - 1)));
        return message;
    }

    /** Nodes of the tasks after the deployment by id: the real Nailgun has them in the order of a hash. */
    private static JsonNode sorted(JsonNode message) {
        for (var task : message.at("/args/post_deployment")) {
            var uids = new TreeSet<String>();
            task.path("uids").forEach(uid -> uids.add(uid.asText()));
            ((ObjectNode) task).set("uids", Json.array(uids));
            if (task.path("parameters").has("data")) {
                ((ObjectNode) task.path("parameters"))
                        .set("data", byUid(task.at("/parameters/data").asText()));
            }
        }
        return message;
    }

    private static JsonNode byUid(String yaml) {
        try {
            var nodes = new TreeMap<String, JsonNode>();
            new YAMLMapper()
                    .readTree(yaml)
                    .path("nodes")
                    .forEach(n -> nodes.put(n.path("uid").asText(), n));
            return Json.tree(nodes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
