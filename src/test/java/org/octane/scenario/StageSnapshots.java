package org.octane.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.octane.world.WorldTemplate;
import org.octane.world.files.Folders;

/**
 * The sample cloud as each stage leaves it: a test of one stage starts with what the stage before left, and its end is compared
 * with what the stage leaves when nothing goes wrong. One upgrade makes all of them, stage by stage, the first time one is
 * needed.
 */
final class StageSnapshots {

    private static final Duration STAGE = Duration.ofMinutes(10);
    /** All of the program: any change of it may change what a stage leaves. */
    private static final List<String> PROGRAM = List.of("classes");

    private StageSnapshots() {}

    /** Starts a server on the cloud as it is when everything before that stage has succeeded. */
    static RunningServer before(String stage, Path folder, Map<String, String> environment, String... options)
            throws IOException {
        int number = FaultTable.STAGES.indexOf(stage);
        if (number == 0) {
            return RunningServer.start(folder, environment, options);
        }
        var left = all().resolve(FaultTable.STAGES.get(number - 1));
        WorldTemplate.copy(left, Files.createDirectories(folder.resolve("data")));
        return RunningServer.resume(folder, environment, options);
    }

    /** What the stage leaves when nothing goes wrong. */
    static CloudOnDisk after(String stage) throws IOException {
        return new CloudOnDisk(all().resolve(stage).resolve("world"));
    }

    /** Starts the upgrade that has this stage only. @return its id */
    static long start(RunningServer server, String stage) {
        var seed = server.database().sql().queryForList("SELECT max(id) FROM clusters WHERE id > 1", Integer.class);
        var cluster = seed.get(0) == null ? "original_cluster_id\": 1" : "seed_cluster_id\": " + seed.get(0);
        return server.api().startUpgrade("{\"" + cluster + ", \"stages\": [\"" + stage + "\"]}");
    }

    private static Path all() throws IOException {
        return WorldTemplate.made("stages", PROGRAM, StageSnapshots::make);
    }

    private static void make(Path draft) throws Exception {
        var folder = Files.createTempDirectory("octane-stages");
        try (var server = RunningServer.start(folder, "--speed", "100")) {
            for (var stage : FaultTable.STAGES) {
                var ended = server.api().ended(start(server, stage), STAGE);
                if (!"succeeded".equals(ended.path("status").asText())) {
                    throw new IllegalStateException("Stage " + stage + ": " + ended);
                }
                server.stop();
                WorldTemplate.copy(server.data(), Files.createDirectory(draft.resolve(stage)));
                if (!stage.equals(FaultTable.LAST_STAGE)) {
                    server.start();
                }
            }
        }
        Folders.delete(folder);
    }
}
