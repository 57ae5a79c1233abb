package org.octane.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.scenario.Night.Strike;

/** PostgreSQL freezes, PostgreSQL is stopped and started, Astute's broker is stopped and started: in each stage. */
@Tag("soak")
class ServicesAwayTest {

    private static final Duration WHOLE = Duration.ofMinutes(20);
    private static final Map<String, Integer> WHERE_IT_WORKS = Map.of("prepare", 0, "cleanup-fuel", 0);
    private static final int SEED_CONTROLLER = 10;

    @Test
    void theUpgradeWaitsForThemAndGoesOn(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        try (var server = RunningServer.start(folder, "--speed", "100")) {
            var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
            var id = server.api().startUpgrade();
            var night = new Night(server, id);
            var all = new ArrayList<Strike>();
            for (var stage : FaultTable.STAGES) {
                night.awaitStage(stage);
                for (var strike : strikes(stage)) {
                    night.strike(strike);
                    all.add(strike);
                }
            }
            cloud.isWhole(server.api().ended(id, WHOLE));
            cloud.nothingWasDoneTwice();
            all.forEach(night::write);
        }
    }

    private static List<Strike> strikes(String stage) {
        int node = WHERE_IT_WORKS.getOrDefault(stage, SEED_CONTROLLER);
        int millis = 1000 + FaultTable.STAGES.indexOf(stage);
        return List.of(
                Strike.asNodeWorks(
                        "PostgreSQL freezes", stage, node, "down@postgres:mode=pause:for=" + millis + "ms", "goes on"),
                Strike.asNodeWorks(
                        "PostgreSQL is stopped and started",
                        stage,
                        node,
                        "down@postgres:for=" + millis + "ms",
                        "serves again"),
                Strike.asNodeWorks(
                        "Astute's broker is stopped and started",
                        stage,
                        node,
                        "down@broker:for=" + millis + "ms",
                        "serves again"));
    }
}
