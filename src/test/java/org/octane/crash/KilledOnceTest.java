package org.octane.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.crash.Killer.Blow;
import org.octane.scenario.Before;
import org.octane.scenario.NothingHeld;
import org.octane.scenario.RunningServer;

/** The server is killed while a script runs and while Astute installs servers; started again, it goes on by itself. */
class KilledOnceTest {

    private static final String TWO_STAGES = "{\"original_cluster_id\": 1, \"stages\": [\"prepare\", \"upgrade-env\"]}";

    /** A kill between the intent of a cast and its message costs that time. */
    private static final Map<String, String> SOON = Map.of("OCTANE_ASTUTE_RUNNING_WITHIN", "15s");

    private static final Duration IN_THE_MIDDLE = Duration.ofMillis(150);

    @Test
    void anUpgradeGoesOnWhereItWasAndDoesNothingTwice(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        try (var server = RunningServer.start(folder, SOON, "--speed", "100")) {
            var before = Before.of(server.cloud());
            var killer = Killer.of(server);
            var id = server.api().startUpgrade(TWO_STAGES);
            for (var step : new String[] {"patches", "provision-controllers"}) {
                killer.strike(new Blow(killer.step(id, step), IN_THE_MIDDLE, "no dice"));
            }
            var ended = server.api().ended(id, Killer.WHOLE);
            assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("succeeded");
            NothingHeld.in(server);
            assertThat(before.doneTwice(server.cloud())).isEmpty();
        }
    }
}
