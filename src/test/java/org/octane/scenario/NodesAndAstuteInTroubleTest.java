package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.scenario.Night.Strike;

/**
 * In each stage a node can't be reached for a while, a connection is cut, a program fails twice, and a node is slow. Wherever
 * Astute is cast to it dies in the middle of its task, and its replies are lost, doubled, late or out of order.
 */
@Tag("soak")
class NodesAndAstuteInTroubleTest {

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

    private static final List<Strike> ASTUTE = List.of(
            astute("a reply comes late", "upgrade-env", 10, "late@replies:on=provision:status=progress:by=2s"),
            astute("a reply is lost", "upgrade-env", 10, "lost@replies:on=provision"),
            astute("Astute dies in its task", "upgrade-env", 10, "down@astute:on=deploy:for=1s"),
            astute("a reply comes twice", "upgrade-env", 10, "doubled@replies:on=deploy"),
            astute("replies come out of order", "upgrade-env", 10, "swapped@replies:on=deploy:times=2"),
            astute("a reply comes late", "upgrade-node", 7, "late@replies:on=provision:by=3s"),
            astute("a reply is lost", "upgrade-node", 7, "lost@replies:on=deploy"),
            astute("a reply comes twice", "upgrade-node", 8, "doubled@replies:on=provision:nth=2"),
            astute("replies come out of order", "upgrade-node", 8, "swapped@replies:on=deploy:nth=2"),
            astute("Astute dies in its task", "upgrade-node", 9, "down@astute:on=provision:nth=3:for=1s"),
            astute("a worker dies in its task", "upgrade-node", 9, "down@worker:on=deploy:nth=3:for=1s"));

    static List<String> stages() {
        return FaultTable.STAGES;
    }

    @ParameterizedTest
    @MethodSource("stages")
    void theStageTriesAgainAsksAndEndsAsWithoutThem(
            String stage, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        var patience = Map.of(
                "OCTANE_ASTUTE_RUNNING_WITHIN", "15s",
                "OCTANE_ASTUTE_ASK_AFTER", "4s",
                "OCTANE_ENGINE_FIRST_RETRY", "0.2s");
        try (var server = StageSnapshots.before(stage, folder, patience, "--speed", "100")) {
            var before = Before.of(server.cloud());
            var id = StageSnapshots.start(server, stage);
            var night = new Night(server, id);
            var all = new ArrayList<Strike>();
            night.awaitStage(stage);
            ASTUTE.stream().filter(strike -> strike.stage().equals(stage)).forEach(all::add);
            var words = FAILS.get(stage).split(" ");
            var fails = new Strike("a program fails", stage, Integer.parseInt(words[0]), words[1], "");
            all.add(fails);
            all.forEach(night::expect);
            for (var strike : strikes(stage)) {
                night.strike(strike);
                all.add(strike);
            }
            night.awaitEnd(fails);
            var ended = server.api().ended(id, WHOLE);
            assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("succeeded");
            NothingHeld.in(server);
            assertThat(before.doneTwice(server.cloud())).isEmpty();
            var expected = StageEnd.of(StageSnapshots.after(stage));
            Awaitility.await().untilAsserted(() -> StageEnd.of(server.cloud()).isThatOf(expected));
            all.forEach(night::write);
        }
    }

    private static Strike astute(String kind, String stage, int node, String fault) {
        return new Strike(kind, stage, node, fault, "");
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
