package org.octane.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.scenario.Night.Strike;

/** In each stage a node can't be reached for a while, a connection is cut, a program fails twice, and a node is slow. */
class NodesInTroubleTest {

    private static final Duration WHOLE = Duration.ofMinutes(20);
    /** {@code node fault}: the program that fails in that stage. */
    private static final Map<String, String> FAILS = Map.of(
            "prepare", "0 fail@master/rabbitmq-plugins:times=2:args=enable",
            "upgrade-env", "12 fail@node-12/ip:times=2:args=mtu",
            "upgrade-db", "1 fail@node-1/mysqldump:bytes=4k",
            "upgrade-ceph", "11 fail@node-11/tar:times=2",
            "upgrade-control", "5 fail@node-5/apt-get:times=2",
            "upgrade-node", "10 fail@node-10/nova:times=2:args=service-disable",
            "cleanup-env", "10 fail@node-10/nova:times=2:args=service-delete",
            "cleanup-fuel", "0 fail@master/rabbitmq-plugins:times=2:args=disable");
    /** Where scripts run long enough in that stage. */
    private static final Map<String, Integer> STRUCK = Map.of(
            "prepare", 0,
            "upgrade-env", 11,
            "upgrade-db", 10,
            "upgrade-ceph", 12,
            "upgrade-control", 10,
            "upgrade-node", 10,
            "cleanup-env", 10,
            "cleanup-fuel", 0);

    @Test
    void theUpgradeTriesAgainAndGoesOn(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        try (var server = RunningServer.start(folder, Map.of("OCTANE_ENGINE_FIRST_RETRY", "0.2s"), "--speed", "100")) {
            var cloud = new UpgradedCloud(Before.of(server.cloud()), server);
            var id = server.api().startUpgrade();
            var night = new Night(server, id);
            var all = new ArrayList<Strike>();
            for (var stage : FaultTable.STAGES) {
                night.awaitStage(stage);
                var words = FAILS.get(stage).split(" ");
                var fails = new Strike("a program fails", stage, Integer.parseInt(words[0]), words[1], "");
                night.expect(fails);
                for (var strike : strikes(stage)) {
                    night.strike(strike);
                    all.add(strike);
                }
                night.awaitEnd(fails);
                all.add(fails);
            }
            cloud.isWhole(server.api().ended(id, WHOLE));
            cloud.nothingWasDoneTwice();
            all.forEach(night::write);
        }
    }

    private static List<Strike> strikes(String stage) {
        int node = STRUCK.get(stage);
        int number = FaultTable.STAGES.indexOf(stage);
        var name = node == 0 ? "master" : "node-" + node;
        var time = ":for=" + (1000 + number) + "ms";
        return List.of(
                Strike.asNodeWorks(
                        "a node can't be reached",
                        stage,
                        node,
                        "unreachable@" + name + time,
                        "in reach again: " + (node == 0 ? "master" : node)),
                Strike.asNodeWorks("a node is slow", stage, node, "slow@" + name + ":factor=3" + time, "ends"),
                new Strike("a connection is cut", stage, node, "cut@" + name + ":bytes=" + (9000 + number), ""));
    }
}
