package org.octane.world.astute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Nailgun casts with real deployment tasks is no trouble for the simulated Astute: each of their tasks, once. */
class RecordedHooksTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path world;

    @ParameterizedTest
    @ValueSource(strings = {"7.0", "8.0"})
    void everyTaskIsDone(String version) throws Exception {
        var file = shared().resolve("nailgun/oracle/astute-messages-" + version + "-real-tasks.jsonl.gz");
        assumeThat(file).exists();
        programs();
        Files.writeString(world.resolve("speed"), "1000");
        var hooks = new Hooks(
                new Simulation(world, null, Disturbance.NONE),
                new Report((method, args) -> {}, new Job("granular_deploy", "deploy_resp", "t", JSON.nullNode())),
                "deploy");
        var done = new HashSet<String>();
        // Nodes are installed before they are deployed, and keys are made on the way.
        for (var provisioning : messages(file, "pre_provision")) {
            hooks.run(unseen(provisioning.path("pre_provision"), done));
        }
        for (var deployment : messages(file, "deployment_info")) {
            hooks.run(unseen(deployment.path("pre_deployment"), done));
            hooks.run(unseen(deployment.path("post_deployment"), done));
        }
        assertThat(done).hasSizeGreaterThan(15);
        assertThat(world.resolve("nodes/master/root/var/lib/fuel/keys")).isNotEmptyDirectory();
    }

    private static List<JsonNode> messages(Path file, String field) throws IOException {
        var found = new ArrayList<JsonNode>();
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file))))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                found.addAll(JSON.readTree(line).path("rpc").findParents(field));
            }
        }
        return found;
    }

    /** Each on its first node only, and only those of which nothing like it was done. */
    private ArrayNode unseen(JsonNode tasks, HashSet<String> done) throws IOException {
        var unseen = JSON.createArrayNode();
        for (var task : tasks) {
            if (!done.add(task.path("type") + task.path("parameters").toString())) {
                continue;
            }
            var copy = (ObjectNode) task.deepCopy();
            var uid = task.path("uids").path(0).asText();
            Files.createDirectories(world.resolve("nodes").resolve(uid).resolve("root"));
            Files.createDirectories(world.resolve("nodes").resolve(uid).resolve("sim"));
            copy.putArray("uids").add(uid);
            // What plugins and puppet have on the master is theirs.
            var source = task.path("parameters").path("src").asText();
            if (source.contains(":/")) {
                var path = source.replaceFirst("rsync://[0-9.]+:?/", "")
                        .replaceFirst("^plugins", "/var/www/nailgun/plugins")
                        .replaceFirst("^puppet", "/etc/puppet");
                Files.createDirectories(Path.of(world.resolve("nodes/master/root") + path));
            }
            // So are the scripts that a plugin's files bring with them.
            var command = task.path("parameters").path("cmd").asText();
            if (command.startsWith("./")) {
                var folder = Path.of(world.resolve("nodes/" + uid + "/root")
                        + task.path("parameters").path("cwd").asText());
                Files.createDirectories(folder);
                Files.writeString(folder.resolve(command.substring(2)), "");
            }
            unseen.add(copy);
        }
        return unseen;
    }

    private void programs() throws IOException {
        Files.createDirectories(world.resolve("nodes/master/root"));
        Files.createDirectories(world.resolve("nodes/master/sim"));
        for (var folder : List.of("admin", "bin", "lib")) {
            Files.createDirectories(world.resolve(folder));
            try (var all = Files.list(Path.of("src/main/resources/world").resolve(folder))) {
                for (var program : all.toList()) {
                    Files.copy(
                            program,
                            world.resolve(folder).resolve(program.getFileName()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static Path shared() {
        var named = System.getenv("OCTANE_SHARED_DATA");
        return named == null ? Path.of("../shared/data") : Path.of(named);
    }
}
