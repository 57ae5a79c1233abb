package org.octane.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each kind of fault strikes a running world, and stops striking. */
@ExtendWith(TestWorld.Fresh.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestWorld world;
    private final Faults faults;
    private TestClient ssh;

    ChaosTest(TestWorld world) {
        this.world = world;
        faults = world.faults();
    }

    @BeforeAll
    void connect() {
        ssh = new TestClient(world.properties());
    }

    @AfterAll
    void disconnect() {
        ssh.close();
    }

    @AfterEach
    void calm() {
        faults.clear();
    }

    @Test
    void anUnreachableNodeCutsItsSessionsAndComesBack() throws IOException {
        var session = ssh.connect("4");
        faults.add("unreachable@node-4:for=8s");
        await().atMost(PATIENCE).until(() -> !session.isOpen());
        assertThatThrownBy(() -> ssh.connect("4")).isInstanceOf(IOException.class);
        assertThat(ssh.run("5", "true", "").exit()).isZero();
        faults.await("unreachable@node-4:for=8s", "in reach again: 4");
        assertThat(ssh.run("4", "true", "").exit()).isZero();
    }

    @Test
    void aRemovedLineEndsItsFault() throws IOException {
        faults.add("unreachable@node-6");
        faults.await("unreachable@node-6", "out of reach");
        faults.clear();
        faults.await("unreachable@node-6", "in reach again");
        assertThat(ssh.run("6", "true", "").exit()).isZero();
    }

    @Test
    void aProgramFailsAsOftenAsItShouldAndOnlyThere() throws IOException {
        faults.add("fail@node-1/ceph:times=2:exit=5:args=health:says=\"no monitors, sorry\"");
        faults.await("fail@node-1/ceph", "begins");
        assertThat(ssh.run("1", "ceph osd tree >/dev/null", "").exit()).isZero();
        for (int i = 0; i < 2; i++) {
            assertThat(ssh.run("1", "ceph health", "")).isEqualTo(new TestClient.Result(5, "", "no monitors, sorry\n"));
        }
        assertThat(ssh.run("1", "ceph health", "").exit()).isZero();
        assertThat(ssh.run("2", "ceph health", "").exit()).isZero();
        assertThat(faults.log().stream().filter(line -> line.contains("ceph on node 1 fails")))
                .hasSize(2);
    }

    @Test
    void aFailureStrikesFromTheOccasionItIsToldWithTheProgramsOwnWords() throws IOException {
        faults.add("fail@node-2/mysql:nth=2");
        faults.await("fail@node-2/mysql:nth=2", "begins");
        assertThat(ssh.run("2", "mysql -e 'SHOW DATABASES'", "").exit()).isZero();
        assertThat(ssh.run("2", "mysql -e 'SHOW DATABASES'", "").err()).contains("Lost connection to MySQL server");
        assertThat(ssh.run("2", "mysql -e 'SHOW DATABASES'", "").exit()).isZero();
    }

    @Test
    void aRealToolBreaksOffInTheMiddle() throws IOException {
        faults.add("fail@node-3/cat:bytes=5");
        faults.await("fail@node-3/cat", "begins");
        var broken = ssh.run("3", "cat", "0123456789");
        assertThat(broken.out()).isEqualTo("01234");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(ssh.run("3", "cat", "0123456789").out()).isEqualTo("0123456789");
    }

    @Test
    void aSessionIsCutInMidStream() throws IOException {
        faults.add("cut@node-7:bytes=100000");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        ssh.run("7", "head -c 90000 /dev/zero", "").out())
                .hasSize(90_000));
        var session = ssh.connect("7");
        var cut = TestClient.run(session, "cat /dev/zero", "");
        assertThat(cut.out()).hasSizeLessThanOrEqualTo(100_000);
        assertThat(session.isOpen()).isFalse();
        assertThat(ssh.run("7", "head -c 200000 /dev/zero", "").out()).hasSize(200_000);
    }

    @Test
    void aFileThatIsCopiedBreaksOffInTheMiddle() throws IOException {
        faults.add("cut@node-7:bytes=50000:args=copied", "fail@node-7/uname");
        faults.await("fail@node-7/uname", "begins");
        ssh.run("7", "cat >$OCTANE_ROOT/copied", "x".repeat(200_000));
        faults.await("cut@node-7:bytes=50000:args=copied", "a session with node 7 is cut after 50000 bytes");
        await().atMost(PATIENCE).until(() -> Files.size(world.file("7", "/copied")) == 50_000);
        ssh.run("7", "cat >$OCTANE_ROOT/copied", "x".repeat(200_000));
        assertThat(world.file("7", "/copied")).hasSize(200_000);
    }

    @Test
    void whatRunsOnAnUnreachableNodeRunsOnAndDiesWithItsPower() throws IOException {
        ssh.run(
                "5",
                "(for i in $(seq 6000); do echo $i >$OCTANE_ROOT/count; sleep 0.01; done) >/dev/null 2>&1 </dev/null &",
                "");
        await().atMost(PATIENCE).until(() -> Files.exists(world.file("5", "/count")));
        faults.add("unreachable@node-5");
        faults.await("unreachable@node-5", "out of reach");
        var before = Files.readString(world.file("5", "/count"));
        await().atMost(PATIENCE)
                .until(() -> !Files.readString(world.file("5", "/count")).equals(before));
        world.world().power("5", false);
        var after = Files.readString(world.file("5", "/count"));
        faults.clear();
        faults.await("unreachable@node-5", "in reach again");
        assertThatThrownBy(() -> ssh.connect("5")).isInstanceOf(IOException.class);
        world.world().power("5", true);
        assertThat(ssh.run("5", "true", "").exit()).isZero();
        assertThat(world.file("5", "/count")).hasContent(after);
    }

    @Test
    void aResourceThatIsStuckSaysSo() throws IOException {
        faults.add("stuck@*/p_heat-engine");
        faults.await("stuck@*/p_heat-engine", "begins");
        ssh.run("1", "pcs resource disable p_heat-engine --wait=5; sleep 1", "");
        assertThat(ssh.run("1", "crm_mon -1", "").out()).contains("FAILED");
        faults.await("stuck@*/p_heat-engine", "p_heat-engine does not stop on node");
        faults.clear();
        faults.await("stuck@*/p_heat-engine", "ends");
        ssh.run("1", "pcs resource enable p_heat-engine", "");
    }

    @Test
    void aSlowNodeSlowsEveryProgramOnceNotTwice() throws IOException {
        faults.add("slow@node-11:factor=1.5");
        await().atMost(PATIENCE).until(() -> Files.exists(world.world().folder().resolve("faults/11/bin/zcat")));
        assertThat(ssh.run("11", "sudo sh -c 'uname'; echo x | gzip | zcat", "").out())
                .endsWith("x\n");
        assertThat(faults.log()).anyMatch(line -> line.contains("sudo on node 11 takes"));
        assertThat(faults.log()).noneMatch(line -> line.contains("uname on node 11 takes"));
    }

    @Test
    void aFaultWaitsForAProgramWhichWaitsForTheFault() throws IOException {
        faults.add("unreachable@node-8:when=node-9/uname:for=500ms");
        await().atMost(PATIENCE).until(() -> Files.exists(world.world().folder().resolve("faults/9/bin/uname")));
        assertThat(ssh.run("8", "true", "").exit()).isZero();
        ssh.run("9", "uname", "");
        assertThat(faults.log()).anyMatch(line -> line.endsWith("out of reach: 8"));
        faults.await("in reach again: 8");
    }

    @Test
    void aProgramThatIsWaitedForDoesWhatItWasCalledFor() throws IOException {
        faults.add("unreachable@node-8:when=node-9/flock:for=10ms");
        await().until(() -> Files.exists(world.world().folder().resolve("faults/9/bin/flock")));
        var locked = ssh.run(
                "9", "exec 9>>$HOME/lock; flock -w 5 9 && echo mine; flock -n $HOME/lock true || echo held", "");
        assertThat(locked).isEqualTo(new TestClient.Result(0, "mine\nheld\n", ""));
        faults.await("when=node-9/flock", "in reach again: 8");
    }

    @Test
    void slowProgramsTakeTheirTime() throws IOException {
        faults.add("slow@node-5/sleep:factor=3");
        await().atMost(PATIENCE).until(() -> Files.exists(world.world().folder().resolve("faults/5/bin/sleep")));
        var begun = Instant.now();
        ssh.run("5", "sleep 0.3", "");
        assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(850));
    }

    @Test
    void aFullDiskTakesNothingAndSaysSo() throws IOException {
        faults.add("full@node-1");
        faults.await("full@node-1", "begins");
        var full = "No space left on device";
        assertThat(ssh.run("1", "cat >/dev/null; df -Pm $OCTANE_ROOT | awk 'NR==2 {print $4, $5}'", "")
                        .out())
                .isEqualTo("0 100%\n");
        for (var write : new String[] {
            "echo x | gzip >$OCTANE_ROOT/tmp/z",
            "cat </etc/passwd >$OCTANE_ROOT/tmp/z",
            "printf x >$OCTANE_ROOT/tmp/z",
            "cp /etc/passwd $OCTANE_ROOT/tmp/z",
            "cat /etc/passwd | tee $OCTANE_ROOT/tmp/z >/dev/null",
            "sed -i s/a/b/ $OCTANE_ROOT/etc/hosts",
            "mysqldump nova >$OCTANE_ROOT/tmp/z"
        }) {
            var result = ssh.run("1", "mkdir -p $OCTANE_ROOT/tmp; set -o pipefail; " + write, "");
            assertThat(result.exit()).as(write).isNotZero();
            assertThat(result.err()).as(write).contains(full);
        }
        assertThat(ssh.run("1", "cat /etc/passwd | gzip | zcat | cmp - /etc/passwd", "")
                        .exit())
                .isZero();
        faults.clear();
        faults.await("full@node-1", "ends");
        assertThat(ssh.run("1", "printf x >$OCTANE_ROOT/tmp/z && cat <$OCTANE_ROOT/tmp/z", "")
                        .out())
                .isEqualTo("x");
    }

    @Test
    void aClockIsWrong() throws IOException {
        faults.add("clock@master:by=1h");
        faults.await("clock@master", "begins");
        var seconds = Long.parseLong(ssh.run("master", "date +%s", "").out().strip());
        assertThat(seconds - Instant.now().getEpochSecond()).isBetween(3500L, 3700L);
        assertThat(ssh.run("master", "date -u -d @0 +%Y", "").out()).isEqualTo("1970\n");
        faults.clear();
        faults.await("clock@master", "ends");
        seconds = Long.parseLong(ssh.run("master", "date +%s", "").out().strip());
        assertThat(seconds - Instant.now().getEpochSecond()).isBetween(-100L, 100L);
    }

    @Test
    void postgresStopsAndServesAgain() {
        faults.add("down@postgres:for=500ms");
        faults.await("down@postgres:for=500ms", "postgres stops");
        faults.await("down@postgres:for=500ms", "serves again");
        assertThat(answers(10)).isTrue();
    }

    @Test
    void postgresFreezesAndGoesOn() {
        faults.add("down@postgres:mode=pause");
        faults.await("mode=pause", "freezes");
        await().atMost(PATIENCE).until(() -> !answers(1));
        faults.clear();
        faults.await("mode=pause", "goes on");
        assertThat(answers(20)).isTrue();
    }

    @Test
    void aWrongLineIsRefusedAndTheOthersCount() throws IOException {
        faults.add("explode@node-4", "unreachable@node-77", "# nothing", "fail@node-12/uname");
        faults.await("fail@node-12/uname", "begins");
        faults.await("explode@node-4", "refused: The fault 'explode@node-4' can't be read");
        faults.await("unreachable@node-77", "this world has no node 77");
        assertThat(ssh.run("12", "uname", "").exit()).isEqualTo(1);
    }

    @Test
    void whatWasDrawnIsWrittenDown() {
        faults.add("random:seed=42:count=3:within=1h");
        await().atMost(PATIENCE)
                .until(() -> faults.log().stream()
                                .filter(line -> line.contains("drew "))
                                .count()
                        == 3);
    }

    private boolean answers(int seconds) {
        var properties = world.properties();
        properties.setProperty("user", properties.getProperty("postgres.user"));
        properties.setProperty("password", properties.getProperty("postgres.password"));
        properties.setProperty("loginTimeout", Integer.toString(seconds));
        try (var connection = DriverManager.getConnection(properties.getProperty("postgres.url"), properties)) {
            return connection.isValid(seconds);
        } catch (SQLException e) {
            return false;
        }
    }
}
