package org.octane.step.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.step.NodeShell;
import org.octane.step.ScriptRun;
import org.octane.world.TestWorld;

/** The stages prepare and cleanup-fuel on a simulated Fuel master. */
@ExtendWith(TestWorld.Shared.class)
class PrepareTest {

    private static final String MASTER = "master";
    private static final List<String> STEPS =
            List.of("room-on-disk", "packages", "keys-directory", "patches", "astute-broker");

    private final NodeShell shell;
    private Map<String, String> before;

    PrepareTest(TestWorld world) {
        shell = new NodeShell(
                world.world().folder(),
                Map.of(
                        "ORIG_ID", "1",
                        "SEED_ID", "",
                        "ORIG_VERSION", "2014.2.2-6.1",
                        "SEED_VERSION", "2015.1.0-7.0",
                        "ROOM_MIB", "1",
                        "PACKAGES", "util-linux tar"));
    }

    @BeforeEach
    void remember() {
        before = files();
    }

    @AfterEach
    void takeBack() {
        STEPS.forEach(step -> shell.run(MASTER, "prepare/" + step, "undo"));
        shell.run(MASTER, "cleanup-fuel/remove-leftovers", "act");
    }

    @Test
    void theMasterIsPreparedAndPutBackByteByByte() {
        for (var step : STEPS) {
            assertThat(shell.step(MASTER, "prepare/" + step)).matches(run -> run.exit() == 0, step);
        }
        assertThat(read("/etc/puppet/2015.1.0-7.0/modules/ceph/manifests/osds.pp"))
                .containsOnlyOnce("# octane: begin osd-activation");
        assertThat(read("/etc/puppet/2015.1.0-7.0/modules/ceph/manifests/osds/osd.pp"))
                .containsOnlyOnce("# octane: begin osd-data-kept");
        for (var step : List.of("revert-patches", "restore-broker", "remove-leftovers")) {
            assertThat(shell.step(MASTER, "cleanup-fuel/" + step)).matches(run -> run.exit() == 0, step);
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aSecondRunChangesNothing() {
        STEPS.forEach(step -> shell.step(MASTER, "prepare/" + step));
        var journal = shell.journal(MASTER);
        var prepared = files();
        STEPS.forEach(
                step -> assertThat(shell.run(MASTER, "prepare/" + step, "act").exit())
                        .as(step)
                        .isZero());
        assertThat(shell.journal(MASTER)).isEqualTo(journal);
        assertThat(files()).isEqualTo(prepared);
    }

    @Test
    void undoGivesEveryFileBack() {
        STEPS.forEach(step -> shell.step(MASTER, "prepare/" + step));
        STEPS.forEach(
                step -> assertThat(shell.run(MASTER, "prepare/" + step, "undo").exit())
                        .as(step)
                        .isZero());
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aPatchThatWasCutOffIsAppliedOnce() throws IOException {
        // killed after the copy of before was kept and the new file was half written
        var file = shell.root(MASTER).resolve("etc/puppet/2015.1.0-7.0/modules/ceph/manifests/osds.pp");
        Files.copy(file, file.resolveSibling("osds.pp.octane-before"));
        Files.writeString(file.resolveSibling(".osds.pp.octane-new"), "class ceph::o");
        assertThat(shell.step(MASTER, "prepare/patches").exit()).isZero();
        assertThat(Files.readString(file)).containsOnlyOnce("# octane: begin");
        assertThat(shell.run(MASTER, "prepare/patches", "undo").exit()).isZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aPatchKilledAnywhereIsAppliedOnceByTheNextAttempt() throws InterruptedException {
        for (int millis = 10; millis < 250; millis += 30) {
            var attempt = shell.start(MASTER, "prepare/patches", "act");
            Thread.onSpinWait();
            attempt.waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
            NodeShell.kill(attempt);
            attempt.waitFor();
            assertThat(shell.step(MASTER, "prepare/patches"))
                    .matches(run -> run.exit() == 0, "after " + millis + " ms");
            assertThat(shell.run(MASTER, "prepare/patches", "undo").exit()).isZero();
            assertThat(files()).isEqualTo(before);
        }
    }

    @Test
    void aFileThatIsNotAsFuelShipsItIsRefusedAndLeftAlone() throws IOException {
        var file = shell.root(MASTER).resolve("etc/puppet/2015.1.0-7.0/modules/ceph/manifests/osds.pp");
        var shipped = Files.readString(file);
        try {
            Files.writeString(file, "class ceph::osds {}\n");
            var run = shell.step(MASTER, "prepare/patches");
            assertThat(run.exit()).isEqualTo(ScriptRun.REFUSED);
            assertThat(run.err()).contains("is not as Fuel ships it");
            assertThat(Files.readString(file)).isEqualTo("class ceph::osds {}\n");
        } finally {
            shell.run(MASTER, "prepare/patches", "undo");
            Files.writeString(file, shipped);
        }
    }

    @Test
    void tooLittleRoomIsRefused() {
        var run = shell.with(Map.of("ROOM_MIB", "999999999")).step(MASTER, "prepare/room-on-disk");
        assertThat(run.exit()).isEqualTo(ScriptRun.REFUSED);
        assertThat(run.err()).contains("make room");
    }

    @Test
    void theBrokersPluginStaysIfItWasEnabledBefore() throws IOException {
        var plugins = shell.root(MASTER).resolve("etc/rabbitmq/enabled_plugins");
        var shipped = Files.readString(plugins);
        try {
            Files.writeString(plugins, "[rabbitmq_management,rabbitmq_amqp1_0].\n");
            assertThat(shell.step(MASTER, "prepare/astute-broker").exit()).isZero();
            assertThat(shell.step(MASTER, "cleanup-fuel/restore-broker").exit()).isZero();
            assertThat(Files.readString(plugins)).contains("rabbitmq_amqp1_0");
        } finally {
            Files.writeString(plugins, shipped);
        }
    }

    /** Nobody can declare a durable queue over AMQP 1.0, and what is bound to nothing hears no reply. */
    @Test
    void theQueueForRepliesIsMadeAndGoesWhenNothingWaitsInIt() throws IOException {
        var queues = shell.world().resolve("nodes/master/sim/rabbitmq.queues");
        var bindings = shell.world().resolve("nodes/master/sim/rabbitmq.bindings");
        var declared = List.of(Files.readString(queues), Files.readString(bindings));
        assertThat(shell.step(MASTER, "prepare/astute-broker").exit()).isZero();
        assertThat(bindings).content().contains("nailgun octane nailgun\n");

        Files.writeString(queues, Files.readString(queues).replace("octane 0", "octane 3"));
        assertThat(shell.run(MASTER, "prepare/astute-broker", "undo").exit()).isEqualTo(ScriptRun.BUSY);
        Files.writeString(queues, Files.readString(queues).replace("octane 3", "octane 0"));
        assertThat(shell.run(MASTER, "prepare/astute-broker", "undo").exit()).isZero();
        assertThat(List.of(Files.readString(queues), Files.readString(bindings)))
                .isEqualTo(declared);

        Files.writeString(queues, "octane 0 20000\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(shell.step(MASTER, "prepare/astute-broker").exit()).isZero();
        assertThat(shell.step(MASTER, "cleanup-fuel/restore-broker").exit()).isZero();
        assertThat(queues).content().as("somebody else's").contains("octane 0");
        Files.writeString(queues, declared.get(0));
        Files.writeString(bindings, declared.get(1));
    }

    /** Since 3.7 the functions of a queue want to know who acts, where those of before take something else, or no more. */
    @ParameterizedTest
    @ValueSource(strings = {"3.3.5", "3.5.7", "3.6.16", "3.7.28", "3.10.8"})
    void everyRabbitMqFrom33To310MakesAndDeletesTheQueue(String version) throws IOException {
        var sim = shell.world().resolve("nodes/master/sim");
        var declared = Files.readString(sim.resolve("rabbitmq.queues"));
        Files.writeString(sim.resolve("rabbitmq.release"), version + "\n");
        try {
            assertThat(shell.step(MASTER, "prepare/astute-broker")).matches(run -> run.exit() == 0);
            assertThat(sim.resolve("rabbitmq.queues")).content().contains("octane 0 20000\n");
            assertThat(shell.step(MASTER, "cleanup-fuel/restore-broker").exit()).isZero();
            assertThat(sim.resolve("rabbitmq.queues")).hasContent(declared);
        } finally {
            Files.delete(sim.resolve("rabbitmq.release"));
        }
    }

    /** While no server takes replies out, a queue without an end would fill the Fuel master. */
    @Test
    void aQueueForRepliesWithoutAnEndIsMadeAnewIfItIsOctanes() throws IOException {
        var queues = shell.world().resolve("nodes/master/sim/rabbitmq.queues");
        var declared = Files.readString(queues);
        assertThat(shell.step(MASTER, "prepare/astute-broker").exit()).isZero();
        var limited = Files.readString(queues);
        assertThat(limited).contains("octane 0 20000\n");

        Files.writeString(queues, declared + "octane 0\n");
        assertThat(shell.run(MASTER, "prepare/astute-broker", "check").exit()).isEqualTo(ScriptRun.MISSING);
        assertThat(shell.step(MASTER, "prepare/astute-broker").exit()).isZero();
        assertThat(queues).hasContent(limited);

        assertThat(shell.run(MASTER, "prepare/astute-broker", "undo").exit()).isZero();
        Files.writeString(queues, declared + "octane 0\n");
        assertThat(shell.step(MASTER, "prepare/astute-broker"))
                .matches(run -> run.exit() == 1 && run.err().contains("that Octane did not make"));
        assertThat(queues).hasContent(declared + "octane 0\n");
        Files.writeString(queues, declared);
    }

    @Test
    void anExchangeThatAstuteHasNotMadeIsToldOf() throws IOException {
        var bindings = shell.world().resolve("nodes/master/sim/rabbitmq.bindings");
        var declared = Files.readString(bindings);
        try {
            Files.writeString(bindings, "");
            assertThat(shell.step(MASTER, "prepare/astute-broker"))
                    .matches(run -> run.exit() == 1 && run.err().contains("Astute makes the exchange"));
        } finally {
            Files.writeString(bindings, declared);
        }
    }

    @Test
    void thePatchesStayAsLongAsAnotherUpgradeUsesThem() {
        var other = shell.with(Map.of("UPGRADE", "2", "ORIG_ID", "5"));
        shell.step(MASTER, "prepare/patches");
        other.step(MASTER, "prepare/patches");
        assertThat(shell.step(MASTER, "cleanup-fuel/revert-patches").exit()).isZero();
        assertThat(read("/etc/puppet/2015.1.0-7.0/modules/ceph/manifests/osds.pp"))
                .contains("# octane: begin");
        assertThat(other.step(MASTER, "cleanup-fuel/revert-patches").exit()).isZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void cleanupFuelAsAnUpgradeOfItsOwnTakesBackWhatPrepareDid() {
        STEPS.forEach(step -> shell.step(MASTER, "prepare/" + step));
        assertThat(octane()).contains("cluster-1", "upgrade-1", "1-1");
        var later = shell.with(Map.of("UPGRADE", "8", "STEP", "12"));
        for (var step : List.of("revert-patches", "restore-broker", "remove-leftovers")) {
            assertThat(later.step(MASTER, "cleanup-fuel/" + step)).matches(run -> run.exit() == 0, step);
        }
        assertThat(files()).isEqualTo(before);
        assertThat(octane()).contains("upgrade-8", "8-12").doesNotContain("upgrade-1", "1-1");
    }

    @Test
    void anOperatorPreparesTheMasterWithoutACluster() {
        var master = shell.with(Map.of("ORIG_ID", "0", "ORIG_VERSION", "", "SEED_VERSION", ""));
        for (var step : STEPS) {
            assertThat(master.step(MASTER, "prepare/" + step)).matches(run -> run.exit() == 0, step);
        }
        var later = master.with(Map.of("UPGRADE", "9"));
        for (var step : List.of("revert-patches", "restore-broker")) {
            assertThat(later.step(MASTER, "cleanup-fuel/" + step)).matches(run -> run.exit() == 0, step);
        }
        later.run(MASTER, "cleanup-fuel/remove-leftovers", "act");
        assertThat(files()).isEqualTo(before);
    }

    /** A master that was upgraded itself has the modules of every release it ever had. */
    @Test
    void withoutAClusterTheNewestReleaseIsPrepared() {
        var master = shell.with(Map.of("ORIG_ID", "0", "ORIG_VERSION", "", "SEED_VERSION", ""));
        var liberty = shell.with(Map.of("SEED_VERSION", "liberty-8.0", "OSD_NODES", "node-7"));
        try {
            assertThat(liberty.step(MASTER, "upgrade-node/prove-patches"))
                    .matches(run -> run.exit() == ScriptRun.REFUSED && run.err().contains("liberty-8.0 lack"));
            assertThat(master.step(MASTER, "prepare/patches").exit()).isZero();
            assertThat(read(osds("liberty-8.0"))).contains("# octane: begin");
            assertThat(read(osds("2015.1.0-7.0"))).doesNotContain("# octane: begin");
            assertThat(liberty.step(MASTER, "upgrade-node/prove-patches").exit())
                    .isZero();
            assertThat(liberty.with(Map.of("SEED_VERSION", "", "TARGET_VERSION", "2015.1.0-7.0"))
                            .step(MASTER, "upgrade-node/prove-patches")
                            .exit())
                    .as("an upgrade to another release, before there is a seed")
                    .isEqualTo(ScriptRun.REFUSED);
        } finally {
            master.run(MASTER, "prepare/patches", "undo");
            master.with(Map.of("UPGRADE", "9")).run(MASTER, "cleanup-fuel/remove-leftovers", "act");
        }
    }

    /** Puppet would not read such a file, and the deployment would fail in the middle. */
    @Test
    void anEditThatOccursTwiceIsNoProof() throws IOException {
        assertThat(shell.step(MASTER, "prepare/patches").exit()).isZero();
        var nodes = shell.with(Map.of("OSD_NODES", "node-7"));
        assertThat(nodes.run(MASTER, "upgrade-node/prove-patches", "check").exit())
                .isZero();
        var file = shell.root(MASTER).resolve(osds("2015.1.0-7.0").substring(1));
        var once = Files.readString(file);

        Files.writeString(file, once.replaceFirst("(?s)(# octane: begin.*# octane: end[^\n]*\n)", "$1$1"));

        assertThat(nodes.run(MASTER, "upgrade-node/prove-patches", "check").exit())
                .isEqualTo(ScriptRun.MISSING);
        Files.writeString(file, once);
    }

    /** There is no seed yet, whose release could be asked for. */
    @Test
    void theReleaseThatThePlanGoesToIsPrepared() {
        var planned = shell.with(Map.of("SEED_VERSION", "", "TARGET_VERSION", "2015.1.0-7.0"));
        assertThat(planned.step(MASTER, "prepare/patches").exit()).isZero();
        assertThat(read(osds("2015.1.0-7.0"))).contains("# octane: begin");
        assertThat(read(osds("liberty-8.0"))).doesNotContain("# octane: begin");
    }

    private static String osds(String release) {
        return "/etc/puppet/" + release + "/modules/ceph/manifests/osds.pp";
    }

    /** What puppet asks before it would format a partition; an OSD's name is DISK[:JOURNAL]. */
    @ParameterizedTest
    @ValueSource(strings = {"2014.2.2-6.1", "2015.1.0-7.0", "liberty-8.0"})
    void aKeptPartitionIsNeverPreparedWithOrWithoutAJournalOfItsOwn(String release) throws Exception {
        assertThat(shell.with(Map.of("SEED_VERSION", release))
                        .step(MASTER, "prepare/patches")
                        .exit())
                .isZero();
        var manifest = read("/etc/puppet/" + release + "/modules/ceph/manifests/osds/osd.pp");
        assertThat(manifest).as("a block inside of a chain").doesNotContainPattern("->\\s*# octane: begin");
        var guards = Pattern.compile("(?m)^ +\"(.*octane_disk.*)\",$")
                .matcher(manifest)
                .results()
                .map(line -> line.group(1))
                .toList();
        assertThat(guards).isNotEmpty();
        for (var journal : List.of("", ":/dev/disk/by-id/ata-1-part2")) {
            assertThat(holds(guards, "/dev/sdb3" + journal))
                    .as("kept, mounted or not" + journal)
                    .isTrue();
            assertThat(holds(guards, "/dev/sdc3" + journal))
                    .as("fresh" + journal)
                    .isFalse();
        }
        shell.with(Map.of("SEED_VERSION", release)).run(MASTER, "prepare/patches", "undo");
    }

    private boolean holds(List<String> guards, String osd) throws Exception {
        var list = " /dev/sdb3 ceph data, prepared, cluster ceph, osd.0, journal /dev/sdd2\n"
                + " /dev/sdc3 other, xfs\n /dev/sdc31 ceph data, active, cluster ceph, osd.1, journal /dev/sdd3\n";
        for (var guard : guards) {
            var asked = new ProcessBuilder(
                    "bash",
                    "-c",
                    "ceph-disk() { printf '" + list + "'; }\n" + guard.replace("${octane_disk}", osd.split(":")[0]));
            if (asked.start().waitFor() == 0) {
                return true;
            }
        }
        return false;
    }

    /** Each start of the container writes RabbitMQ's list of plugins anew. */
    @Test
    void puppetLeavesThePluginOnWheneverTheContainerStarts() {
        assertThat(shell.step(MASTER, "prepare/astute-broker").exit()).isZero();
        shell.command(MASTER, "dockerctl restart rabbitmq");
        // Astute's workers take a moment until they are connected again.
        await().untilAsserted(() -> assertThat(
                        shell.run(MASTER, "prepare/astute-broker", "check").exit())
                .isZero());
        assertThat(shell.step(MASTER, "cleanup-fuel/restore-broker").exit()).isZero();
        assertThat(shell.run(MASTER, "prepare/astute-broker", "undo").exit()).isZero();
        assertThat(files()).isEqualTo(before);
        shell.command(MASTER, "dockerctl restart rabbitmq");
        assertThat(files()).isEqualTo(before);
    }

    private String read(String path) {
        try {
            return Files.readString(shell.root(MASTER).resolve(path.substring(1)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Names of all that Octane keeps on the master. */
    private List<String> octane() {
        try (var paths = Files.walk(shell.root(MASTER).resolve("var/lib/octane"))) {
            return paths.map(path -> path.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Everything below /etc, with the mode of each file. */
    private Map<String, String> files() {
        try (var paths = Files.walk(shell.root(MASTER).resolve("etc"))) {
            return paths.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(Path::toString, PrepareTest::content, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.getPosixFilePermissions(file) + Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
