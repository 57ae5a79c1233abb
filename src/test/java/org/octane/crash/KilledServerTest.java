package org.octane.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.crash.Killer.Blow;
import org.octane.scenario.Before;
import org.octane.scenario.FaultTable;
import org.octane.scenario.RunningServer;
import org.octane.scenario.UpgradedCloud;

/** The server is killed in the middle of upgrades, and started again; where it is killed, the dice say. */
class KilledServerTest {

    private static final int UPGRADES = 4;
    private static final int KILLS = 5;
    private static final int A_STEP_MILLIS = 500;
    /** The last stage is short: the blow has to fall before it is over. */
    private static final int LAST_STEPS = 2;

    /** {@code -Doctane.dice=N} kills where an earlier run did. */
    private final long dice = Long.getLong("octane.dice", System.nanoTime());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void anUpgradeKilledInEachStageEndsWithTheSameProof() throws Exception {
        try (var server = RunningServer.start(folder, "--speed", "100")) {
            var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
            var killer = Killer.of(server);
            var id = server.api().startUpgrade();
            var random = new SplittableRandom(dice);
            for (var stage : FaultTable.STAGES) {
                var steps = steps(killer, id, stage);
                long step = steps.get(random.nextInt(Math.max(1, steps.size() - LAST_STEPS)));
                var moment = Duration.ofMillis(random.nextInt(A_STEP_MILLIS / 2));
                Killer.write("server killed", killer.strike(new Blow(step, moment, "dice " + dice)));
            }
            end(cloud, server, id);
        }
    }

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
            var steps = steps(killer, id, "%");
            var random = new SplittableRandom(dice + number);
            var blows = random.ints(0, steps.size() - LAST_STEPS)
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

    private static List<Long> steps(Killer killer, long upgrade, String stage) {
        return killer.sql()
                .queryForList(
                        "SELECT id FROM octane.step WHERE upgrade_id = ? AND stage LIKE ? ORDER BY id",
                        Long.class,
                        upgrade,
                        stage);
    }

    private static void end(UpgradedCloud cloud, RunningServer server, long upgrade) {
        cloud.isWhole(server.api().ended(upgrade, Killer.WHOLE));
        cloud.nothingWasDoneTwice();
    }
}
