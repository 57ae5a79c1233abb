package org.octane.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.crash.Killer.Blow;
import org.octane.scenario.Before;
import org.octane.scenario.FaultTable;
import org.octane.scenario.RunningServer;
import org.octane.scenario.UpgradedCloud;

/** One upgrade, whose server is killed once in each of its stages. */
@Tag("soak")
class KilledInEachStageTest {

    private static final int A_STEP_MILLIS = 500;

    /** {@code -Doctane.dice=N} kills where an earlier run did. */
    private final long dice = Long.getLong("octane.dice", System.nanoTime());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void anUpgradeKilledInEachStageEndsWithTheSameProof() throws Exception {
        try (var server = RunningServer.start(folder, "--speed", "100")) {
            var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
            var killer = Killer.of(server);
            // As a clone does that is killed before its commit: the seed needn't be number 2.
            server.database().sql().queryForObject("SELECT nextval('clusters_id_seq')", Long.class);
            var id = server.api().startUpgrade();
            var random = new SplittableRandom(dice);
            for (var stage : FaultTable.STAGES) {
                var steps = killer.steps(id, stage);
                long step = steps.get(random.nextInt(Math.max(1, steps.size() - Killer.LAST_STEPS)));
                var moment = Duration.ofMillis(random.nextInt(A_STEP_MILLIS / 2));
                Killer.write("server killed", killer.strike(new Blow(step, moment, "dice " + dice)));
            }
            cloud.isWhole(server.api().ended(id, Killer.WHOLE));
            cloud.nothingWasDoneTwice();
        }
    }
}
