package org.octane.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.scenario.Night.Strike;

/** Astute dies in the middle of its task, and its replies are lost, doubled, late or out of order, wherever it is cast to. */
class AstuteInTroubleTest {

    private static final Duration WHOLE = Duration.ofMinutes(20);

    private static final List<Strike> STRIKES = List.of(
            strike("a reply comes late", "upgrade-env", 10, "late@replies:on=provision:status=running:by=2s"),
            strike("a reply is lost", "upgrade-env", 10, "lost@replies:on=provision"),
            strike("Astute dies in its task", "upgrade-env", 10, "down@astute:on=deploy:for=1s"),
            strike("a reply comes twice", "upgrade-env", 10, "doubled@replies:on=deploy"),
            strike("replies come out of order", "upgrade-env", 10, "swapped@replies:on=deploy:times=2"),
            strike("a reply comes late", "upgrade-node", 7, "late@replies:on=provision:by=3s"),
            strike("a reply is lost", "upgrade-node", 7, "lost@replies:on=deploy"),
            strike("a reply comes twice", "upgrade-node", 8, "doubled@replies:on=provision:nth=2"),
            strike("replies come out of order", "upgrade-node", 8, "swapped@replies:on=deploy:nth=2"),
            strike("Astute dies in its task", "upgrade-node", 9, "down@astute:on=provision:nth=3:for=1s"));

    @Test
    void theUpgradeAsksLooksAndGoesOn(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        var patience = Map.of("OCTANE_ASTUTE_ASK_AFTER", "4s", "OCTANE_ENGINE_FIRST_RETRY", "0.2s");
        try (var server = RunningServer.start(folder, patience, "--speed", "100")) {
            var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
            var id = server.api().startUpgrade();
            var night = new Night(server, id);
            for (var stage : List.of("upgrade-env", "upgrade-node")) {
                night.awaitStage(stage);
                STRIKES.stream().filter(s -> s.stage().equals(stage)).forEach(night::expect);
            }
            cloud.isWhole(server.api().ended(id, WHOLE));
            cloud.nothingWasDoneTwice();
            STRIKES.forEach(night::write);
        }
    }

    private static Strike strike(String kind, String stage, int node, String fault) {
        return new Strike(kind, stage, node, fault, "");
    }
}
