package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/extending.md shows works as it stands there: an operator's own step, stage and plan, without Java or a build. */
class OwnStepsTest {

    private static final Pattern SHOWN =
            Pattern.compile("(?s)`config/(steps\\.d/[a-z.]+)`(?:(?!`config/)[^#])*?```[a-z]+\n(.*?)```");
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String NOTICE = "This cloud is being upgraded: change nothing on this node.";

    @TempDir
    private Path folder;

    @Test
    void theExampleOfTheDocumentationRuns() throws Exception {
        var config = configuration();
        try (var server = RunningServer.start(folder, "--speed", "40", "--config", config.toString())) {
            var plan = server.api().post("/upgrades/plan", request("")).json();
            assertThat(names(plan.path("stages")))
                    .startsWith("announce", "prepare", "upgrade-env")
                    .hasSize(9);

            var started = server.api().post("/upgrades", request(", \"stages\": [\"announce\"]"));
            assertThat(started.status()).as(started.body()).isEqualTo(201);
            long upgrade = started.json().path("id").asLong();
            assertThat(server.api().ended(upgrade, SOON).path("status").asText())
                    .isEqualTo("succeeded");
            for (var controller : List.of("1", "2", "3")) {
                assertThat(motd(server, controller)).contains(NOTICE);
            }
            assertThat(motd(server, "4")).doesNotContain(NOTICE);

            server.api().post("/upgrades/" + upgrade + "/rollback", "{}");
            assertThat(server.api().ended(upgrade, SOON).path("status").asText())
                    .isEqualTo("rolled-back");
            assertThat(motd(server, "1")).doesNotContain(NOTICE);
        }
    }

    private static List<String> motd(RunningServer server, String node) {
        var cloud = server.cloud();
        return cloud.lines(cloud.root(node).resolve("etc/motd"));
    }

    private static List<String> names(JsonNode stages) {
        return StreamSupport.stream(stages.spliterator(), false)
                .map(stage -> stage.path("stage").asText())
                .toList();
    }

    private static String request(String more) {
        return "{\"original_cluster_id\": 1, \"strategy\": \"announced\"" + more + "}";
    }

    /** The program's own, and beside it the files that the document shows. */
    private Path configuration() throws IOException {
        var config = Files.createDirectories(folder.resolve("config/steps.d")).getParent();
        try (var files = Files.list(Path.of("config"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, config.resolve(file.getFileName()));
            }
        }
        var shown = SHOWN.matcher(Files.readString(Path.of("docs/extending.md")));
        while (shown.find()) {
            Files.writeString(config.resolve(shown.group(1)), shown.group(2));
        }
        assertThat(config.resolve("steps.d")).isDirectoryContaining("glob:**notice.sh");
        return config;
    }
}
