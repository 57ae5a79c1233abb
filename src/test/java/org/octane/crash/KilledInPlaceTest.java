package org.octane.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.crash.Killer.Blow;
import org.octane.scenario.CloudInPlace;
import org.octane.scenario.RunningServer;

/** One upgrade in place, whose server is killed once in each of its stages. */
@Tag("soak")
class KilledInPlaceTest {

    private static final int A_STEP_MILLIS = 250;

    /** {@code -Doctane.dice=N} kills where an earlier run did. */
    private final long dice = Long.getLong("octane.dice", System.nanoTime());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void anUpgradeInPlaceKilledInEachStageEndsWithTheSameProof() throws Exception {
        try (var server = RunningServer.start(folder, "--speed", "100")) {
            var cloud = CloudInPlace.of(server);
            cloud.prepare();
            var killer = Killer.of(server);
            long upgrade = cloud.start();
            var random = new SplittableRandom(dice);
            for (var stage : server.api().get("/upgrades/" + upgrade).json().path("stages")) {
                var name = stage.path("stage").asText();
                var steps = killer.steps(upgrade, name);
                long step = steps.get(random.nextInt(Math.max(1, steps.size() - Killer.LAST_STEPS)));
                killer.strike(new Blow(step, Duration.ofMillis(random.nextInt(A_STEP_MILLIS)), "dice " + dice));
            }
            cloud.isWhole(server.api().ended(upgrade, Killer.WHOLE));
            cloud.installedEachNodeOnce();
        }
    }
}
