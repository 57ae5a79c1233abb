package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that an upgrade in place has of its own, in a real bash, against the stand-ins. Node 1 leaves, nodes 2 and 3 stay. */
class InPlaceScriptsTest {

    private static final Map<String, String> ONCE = Map.of("STEP", "1");
    private static final Map<String, String> AGAIN = Map.of("STEP", "2", "AGAIN", "yes");
    private static final String COUNTED = "/var/lib/octane/cluster-1/upgrade-7/databases.rows";

    private ScriptWorld world;

    @BeforeEach
    void build() {
        world = Reached.BUILT.world();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aTableThatChangedBetweenTheTwoCountsIsMarked() throws IOException {
        int rows = Integer.parseInt(
                world.step("close-api", "count-databases", 2, ONCE).get("rows"));
        assertThat(rows).isGreaterThan(1000);
        append("nova/key_pairs", "(61,'late','00','00')");

        world.step("close-api", "count-databases", 2, AGAIN);

        assertThat(Files.readAllLines(world.file(2, COUNTED)))
                .contains("nova.key_pairs\t61\tmoving")
                .filteredOn(line -> line.endsWith("\tmoving"))
                .hasSize(1);
        world.step("close-api", "count-databases", 2, AGAIN);
        assertThat(Files.readAllLines(world.file(2, COUNTED)))
                .as("a second time nothing more is marked")
                .contains("nova.key_pairs\t61\tmoving");
    }

    @Test
    void whatChangedSinceTheCountIsToldOnTheWayBack() throws IOException {
        world.step("close-api", "count-databases", 2, ONCE);
        append("nova/key_pairs", "(61,'late','00','00')");
        append("nova/services", "(99,'node-99','nova-compute',0,'')");

        assertThat(world.run("close-api", "count-databases", "undo", 2, ONCE).exit())
                .isZero();

        assertThat(Files.readAllLines(world.file(2, "/var/lib/octane/cluster-1/upgrade-7/databases-differ")))
                .as("services write of themselves all the while")
                .containsExactly("nova.key_pairs");
        assertThat(world.file(2, COUNTED)).doesNotExist();
    }

    @Test
    void theControllerLeavesInGoodOrderAndComesBack() throws IOException {
        world.step("upgrade-primary", "leave-cluster", 1);

        assertThat(sql(1, "SELECT 1")).contains("Can't connect to local MySQL server");
        assertThat(galera(2)).contains("wsrep_cluster_size\t2");
        assertThat(world.shell(2, "ceph quorum_status -f json").out()).doesNotContain("\"node-1\"]");
        assertThat(Files.readString(world.file(1, "/var/lib/mysql/grastate.dat")))
                .contains("seqno:   4711");
        var none = world.run("upgrade-controllers", "prove-controllers", "check", 2, Map.of("SIDE", "original"));
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.err()).contains("not all of these are online in pacemaker: node-1 node-2 node-3");

        assertThat(world.run("upgrade-primary", "leave-cluster", "undo", 1, Map.of())
                        .exit())
                .isZero();

        assertThat(galera(2)).contains("wsrep_cluster_size\t3");
        assertThat(world.step("upgrade-controllers", "prove-controllers", 2, Map.of("SIDE", "original"))
                        .get("proof.controllers"))
                .isEqualTo(
                        "node-1 node-2 node-3 are a cluster: pacemaker has them online, Galera has 3 members, Ceph has their"
                                + " monitors in quorum");
    }

    @Test
    void aControllerThatWasNotToldOfAnotherIsNoClusterWithIt() throws IOException {
        var backends = world.file(2, "/etc/haproxy/conf.d/110-mysqld.cfg");
        Files.write(
                backends,
                Files.readAllLines(backends).stream()
                        .filter(line -> !line.contains("server node-3 "))
                        .toList());

        var check = world.run("upgrade-controllers", "prove-controllers", "check", 2, Map.of("SIDE", "original"));

        assertThat(check.exit()).isEqualTo(3);
        assertThat(check.err()).contains("haproxy of node-2 leads to no database on node-3");
    }

    /** Nothing is noted on a node that was installed since: it is nobody's to start anything there. */
    @Test
    void aControllerThatWasInstalledSinceIsLeftAlone() throws IOException {
        var journal = world.folder().resolve("nodes/1/sim/journal");
        var before = Files.readAllLines(journal);

        assertThat(world.run("upgrade-primary", "leave-cluster", "undo", 1, Map.of())
                        .exit())
                .isZero();

        assertThat(Files.readAllLines(journal)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uuid:    x\nseqno:   -1\n", "uuid:    x\n", ""})
    void mysqlThatDoesNotSayHowFarItIsHasNotLeftInGoodOrder(String grastate) throws IOException {
        world.step("upgrade-primary", "leave-cluster", 1);
        Files.writeString(world.file(1, "/var/lib/mysql/grastate.dat"), grastate);

        var seen = world.run("upgrade-primary", "leave-cluster", "verify", 1, Map.of());

        assertThat(seen.exit()).isEqualTo(3);
        assertThat(seen.err()).contains("MySQL of node-1 did not end by a shutdown");
    }

    @Test
    void theDatabasesAreThoseThatWereCounted() throws IOException {
        world.step("close-api", "count-databases", 1, ONCE);

        assertThat(world.step("upgrade-data", "prove-databases", 1).get("proof.rows"))
                .matches(
                        "[0-9]+ rows in 45 tables are on the disk of node-1 as they were counted before it was installed");
        assertThat(world.file(1, "/var/lib/octane/cluster-1/upgrade-7/databases.sql.gz"))
                .isNotEmptyFile();
    }

    @Test
    void aRowThatIsGoneIsNamedAndNothingGoesOn() throws IOException {
        world.step("close-api", "count-databases", 1, ONCE);
        lose("glance/images");

        var act = world.run("upgrade-data", "prove-databases", "act", 1, Map.of());

        assertThat(act.exit()).isEqualTo(4);
        assertThat(act.err())
                .contains("the databases on the disk of node-1 are not those of before: glance.images. Roll back");
        assertThat(world.run("upgrade-data", "prove-databases", "verify", 1, Map.of())
                        .exit())
                .isEqualTo(3);
    }

    /** As Puppet does while it deploys. */
    @Test
    void whereTheDeploymentHasMigratedNoTableMayHaveFewerRows() throws IOException {
        world.step("close-api", "count-databases", 1, ONCE);
        var level = rows("glance/migrate_version");
        Files.writeString(level, Files.readString(level).replace(",37)", ",41)"));
        append("glance/image_members", "(31,'a','b')");
        assertThat(world.step("upgrade-data", "prove-databases", 1).get("proof.rows"))
                .endsWith("; migrated by the deployment already, without a row lost: glance");
        world.run("upgrade-data", "prove-databases", "undo", 1, Map.of());
        lose("glance/images");

        var act = world.run("upgrade-data", "prove-databases", "act", 1, Map.of());

        assertThat(act.exit()).isEqualTo(4);
        assertThat(act.err()).contains("glance.images has 44 rows of 45");
    }

    @Test
    void messagesThatAreLeftAreCountedByQueue() {
        var said = world.step("switch-control", "count-messages", 2, Map.of("MESSAGES_GRACE", "30", "SETTLED", "0"));

        assertThat(said)
                .containsEntry("messages", "44")
                .containsEntry("queues", "notifications.info 42, notifications.error 2");
        assertThat(said.get("proof.messages"))
                .startsWith("44 messages were dropped with the old queues, ")
                .endsWith(": notifications.info 42, notifications.error 2");
    }

    @Test
    void emptyQueuesAreNotWaitedFor() throws IOException {
        Files.writeString(world.folder().resolve("nodes/2/sim/rabbitmq.queues"), "notifications.info 0\n");

        assertThat(world.step("switch-control", "count-messages", 2, Map.of("MESSAGES_GRACE", "3600")))
                .containsEntry("proof.messages", "no message was left in the queues that were dropped");
    }

    @Test
    void aListWithoutAnyQueueIsNoAnswer() throws IOException {
        Files.writeString(world.folder().resolve("nodes/2/sim/rabbitmq.queues"), "");

        var act = world.run("switch-control", "count-messages", "act", 2, Map.of("MESSAGES_GRACE", "0"));

        assertThat(act.exit()).isEqualTo(69);
        assertThat(act.err()).contains("RabbitMQ lists no queues");
    }

    @Test
    void onTheWayThereTheWayBackIsNotLookedAt() {
        world.shell(1, "pcs cluster stop");

        assertThat(world.run(
                                "upgrade-controllers",
                                "prove-controllers",
                                "check",
                                2,
                                Map.of("SIDE", "original", "WHEN", "back"))
                        .exit())
                .isZero();
    }

    private Path rows(String table) {
        return world.folder().resolve("cloud/env/1/db/" + table + ".rows");
    }

    private void append(String table, String row) throws IOException {
        Files.writeString(rows(table), row + "\n", StandardOpenOption.APPEND);
    }

    private void lose(String table) throws IOException {
        var left = Files.readAllLines(rows(table));
        Files.write(rows(table), left.subList(1, left.size()));
    }

    private String galera(int node) {
        return sql(node, "SHOW GLOBAL STATUS LIKE 'wsrep_cluster_size'");
    }

    private String sql(int node, String statement) {
        var said = world.shell(node, "mysql --batch --skip-column-names -e \"" + statement + "\"");
        return said.out() + said.err();
    }
}
