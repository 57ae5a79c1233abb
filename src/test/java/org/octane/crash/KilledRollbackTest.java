package org.octane.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.octane.crash.Killer.Blow;
import org.octane.scenario.Before;
import org.octane.scenario.NothingHeld;
import org.octane.scenario.RunningServer;

/** The server is killed while it takes an upgrade back; started again, it goes on taking it back. */
@Tag("soak")
class KilledRollbackTest {

    private static final int A_STEP_MILLIS = 400;

    private final long dice = Long.getLong("octane.dice", System.nanoTime());

    @Test
    void aKilledServerGoesOnTakingTheUpgradeBack(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        try (var server = RunningServer.start(folder, "--speed", "100")) {
            var before = Before.of(server.cloud());
            var killer = Killer.of(server);
            var id = server.api().startUpgrade();
            Awaitility.await("monitors are on the move")
                    .atMost(Killer.WHOLE)
                    .until(() -> killer.sql()
                                    .queryForObject(
                                            "SELECT count(*) FROM octane.step WHERE name = 'install-monitor'"
                                                    + " AND started_at IS NOT NULL",
                                            Long.class)
                            > 0);
            assertThat(server.api().post("/upgrades/" + id + "/rollback", "{}").status())
                    .isEqualTo(200);
            var undoing = killer.sql()
                    .queryForList(
                            "SELECT id FROM octane.step WHERE undoes IS NOT NULL ORDER BY group_number, id",
                            Long.class);
            var random = new SplittableRandom(dice);
            for (int third = 0; third < 2; third++) {
                long step = undoing.get(undoing.size() * third / 3 + random.nextInt(undoing.size() / 3));
                var moment = Duration.ofMillis(random.nextInt(A_STEP_MILLIS));
                Killer.write(
                        "server killed during the rollback",
                        killer.strike(new Blow(step, moment, "dice " + dice + ", rollback")));
            }
            var ended = server.api().ended(id, Killer.WHOLE);
            assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("rolled-back");
            NothingHeld.in(server);
            // What simulated programs were told may take effect a moment later.
            Awaitility.await().untilAsserted(() -> isTheOriginal(before, Before.of(server.cloud()), server));
        }
    }

    private static void isTheOriginal(Before before, Before now, RunningServer server) {
        assertThat(now.rows()).isEqualTo(before.rows());
        assertThat(now.vms()).isEqualTo(before.vms());
        assertThat(now.osds()).isEqualTo(before.osds());
        assertThat(now.addresses()).isEqualTo(before.addresses());
        assertThat(now.master()).isEqualTo(before.master());
        assertThat(server.database().sql().queryForList("SELECT id FROM clusters", Integer.class))
                .containsExactly(1);
    }
}
