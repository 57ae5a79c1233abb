package org.octane.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.crash.Killer.Blow;
import org.octane.scenario.Before;
import org.octane.scenario.RunningServer;
import org.octane.scenario.UpgradedCloud;

/** The server is killed in the middle of upgrades, and started again; where it is killed, the dice say. */
@Tag("soak")
class KilledServerTest {

    private static final int UPGRADES = 4;
    private static final int KILLS = 5;
    private static final int A_STEP_MILLIS = 500;

    /** {@code -Doctane.dice=N} kills where an earlier run did. */
    private final long dice = Long.getLong("octane.dice", System.nanoTime());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void upgradesKilledAgainAndAgainEndWithTheSameProof() throws Exception {
        var two = Executors.newFixedThreadPool(2);
        try {
            var upgrades = new ArrayList<Callable<Void>>();
            for (int i = 0; i < UPGRADES; i++) {
                var number = i;
                upgrades.add(() -> killedAgainAndAgain(number));
            }
            for (var upgrade : two.invokeAll(upgrades)) {
                upgrade.get();
            }
        } finally {
            two.shutdownNow();
        }
    }

    private Void killedAgainAndAgain(int number) throws Exception {
        try (var server = RunningServer.start(folder.resolve("upgrade-" + number), "--speed", "100")) {
            var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
            var killer = Killer.of(server);
            var id = server.api().startUpgrade();
            var steps = killer.steps(id, "%");
            var random = new SplittableRandom(dice + number);
            var blows = random.ints(0, steps.size() - Killer.LAST_STEPS)
                    .distinct()
                    .limit(KILLS)
                    .sorted()
                    .mapToObj(steps::get)
                    .toList();
            for (var step : blows) {
                var moment = Duration.ofMillis(random.nextInt(A_STEP_MILLIS));
                killer.strike(new Blow(step, moment, "dice " + dice + ", upgrade " + number));
            }
            end(cloud, server, id);
        }
        return null;
    }

    private static void end(UpgradedCloud cloud, RunningServer server, long upgrade) {
        cloud.isWhole(server.api().ended(upgrade, Killer.WHOLE));
        cloud.nothingWasDoneTwice();
    }
}
