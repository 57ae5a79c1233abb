package org.octane.preflight.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.nailgun.Nailgun;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.catalogue.Catalogues;
import org.octane.preflight.NodeProbes;
import org.octane.preflight.PlannedUpgrade;
import org.octane.preflight.ProbeScripts;
import org.octane.preflight.Verdict;
import org.octane.preflight.room.RoomOnRoot;
import org.octane.server.CamelProducer;
import org.octane.sql.Database;
import org.octane.step.Outcome;
import org.octane.step.StepFailure;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is looked at before a cluster goes to another release on the nodes it has, and again when it is on its way. */
class InPlaceChecksTest {

    private JdbcTemplate jdbc;
    private Nailgun nailgun;

    @BeforeEach
    void open() {
        var database = TestPostgres.nailgun();
        NailgunSchema.migrate(database);
        jdbc = new JdbcTemplate(database);
        nailgun = new Nailgun(Database.of(database), Database.of(TestPostgres.octane()));
        nailgun.versions().prepare(1, 4, List.of());
    }

    @Test
    void theSampleCloudIsFit() {
        assertThat(new KeptPartitions(nailgun.versions()).look(planned(), null).passed())
                .isTrue();
        assertThat(new ControllersInPlace().look(planned(), null).found())
                .isEqualTo("Of 3 controllers all but one keep the databases of before.");
    }

    @Test
    void databasesOnTheRootVolumeCannotBeKept() {
        jdbc.update(
                "update volume_manager_node_volumes set volumes = replace(volumes, '\"mysql\"', '\"logs\"') where node_id = 1");
        var verdict = new KeptPartitions(nailgun.versions()).look(planned(), null);
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.found()).isEqualTo("node-1 has no volume 'mysql' of its own.");
        assertThat(verdict.remedy()).contains("--strategy side-by-side");
    }

    @Test
    void ofTheOtherControllersOnlyImagesAreKept() {
        jdbc.update(
                "update volume_manager_node_volumes set volumes = replace(volumes, '\"mysql\"', '\"logs\"') where node_id = 2");
        assertThat(new KeptPartitions(nailgun.versions()).look(planned(), null).passed())
                .isTrue();
    }

    /** A role that nobody planned for has a volume of its own name. */
    @Test
    void aVolumeOfWhateverNameHasToStayAsBigAsItIs() {
        jdbc.update(
                "update volume_manager_node_volumes set volumes = replace(volumes, '\"vm\"', '\"mongo\"') where node_id = 4");
        var verdict = new KeptPartitions(nailgun.versions()).look(planned(), null);
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.found()).startsWith("Volume 'mongo' of node-4 has these sizes in MiB on its disks");
    }

    @Test
    void disksOfWhichNailgunKnowsNothingAreNoProof() {
        jdbc.update("update volume_manager_node_volumes set volumes = '[]' where node_id = 4");
        assertThat(new KeptPartitions(nailgun.versions()).look(planned(), null).found())
                .isEqualTo("Nailgun knows no disks of node-4.");
    }

    /** The first controller is installed anew: what is packed is on one that stays. */
    @Test
    void roomIsAskedOfAControllerThatStays() {
        assertThat(planned().originalController()).isEqualTo(2);
        assertThat(planned().subjectsOf("room-on-original")).containsExactly("monitor");
    }

    @Test
    void withTwoControllersTheOutageIsTold() {
        jdbc.update("update nodes set cluster_id = null, roles = '{}' where id = 3");
        jdbc.update("update nodes set roles = '{compute}' where 'ceph-osd' = any (roles)");
        var check = new ControllersInPlace();
        var verdict = check.look(planned(), null);
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.found()).startsWith("The cluster has 2 controllers: without one the other has no quorum");
        assertThat(verdict.remedy()).endsWith("--ignore controllers");
        assertThat(check.mayBeIgnored(planned())).isTrue();
    }

    /** A step asks Ceph, which does not answer without a quorum, whoever has accepted the outage. */
    @Test
    void withTwoMonitorsNobodyCanTakeTheResponsibility() {
        jdbc.update("update nodes set cluster_id = null, roles = '{}' where id = 3");
        var check = new ControllersInPlace();
        var verdict = check.look(planned(), null);
        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.found())
                .isEqualTo("The cluster has 2 controllers: without one there is no quorum of Ceph's monitors on node-1,"
                        + " node-2, so that VMs are without their disks and the step noout fails for good.");
        assertThat(verdict.remedy()).doesNotContain("--ignore");
        assertThat(check.mayBeIgnored(planned())).isFalse();
    }

    @Test
    void aClusterThatIsOnItsWayGoesOn() {
        nailgun.versions().begin(1);
        nailgun.versions().move(List.of(1, 4), 4);
        assertThat(new ClusterStatus(nailgun.checks()).look(planned(), null).passed())
                .isTrue();
        for (var status : List.of("upgrade_error", "rollback", "rollback_error")) {
            jdbc.update("update clusters set status = cast(? as cluster_status)", status);
            assertThat(new ClusterStatus(nailgun.checks()).look(planned(), null).passed())
                    .as(status)
                    .isTrue();
        }
        assertThat(new NodeStatus().look(planned(), null).passed())
                .as("nodes that wait for their installation")
                .isTrue();
        jdbc.update("update nodes set status = 'error' where id = 5");
        assertThat(new NodeStatus().look(planned(), null).found()).contains("node-5 is in status error");
    }

    @Test
    void theDumpOfTheDatabasesHasRoomOnTheRootFileSystemThatTheFirstControllerWillHave() throws Exception {
        assertThat(room(200).found())
                .matches(
                        "On the root file system of node-1 system, dump and archive take 10544 MiB at most, it will have \\d+ MiB\\.");
        assertThat(room(200).passed()).isTrue();
        var small = room(1_000_000);
        assertThat(small.passed()).isFalse();
        assertThat(small.remedy()).contains("Give its root volume more room");
        jdbc.update("update octane_cluster_settings set volumes = replace(volumes::text, '\"/\"', '\"/srv\"')::json");
        assertThat(room(200).found()).isEqualTo("Nailgun doesn't tell how big the root file system of node-1 will be.");
    }

    @Test
    void ofDatabasesThatNobodyKnowsNoDumpHasRoom() throws Exception {
        for (var told : List.of(
                Map.<String, String>of(),
                Map.of("data", "200", "index", "1", "free", "9000"),
                Map.of("data", "-", "index", "1", "monitor", "40", "free", "9000"))) {
            assertThatThrownBy(() -> room(told))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("was asked for databases and did not tell");
        }
    }

    /** @param data so many MiB the databases have */
    private Verdict room(int data) throws Exception {
        return room(Map.of("data", "" + data, "index", "1", "monitor", "40", "free", "9000"));
    }

    private Verdict room(Map<String, String> told) throws Exception {
        var main = new Main();
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:preflight-look").setBody(exchange -> Outcome.done("", told));
            }
        });
        main.start();
        try {
            var scripts = new ProbeScripts(new CamelProducer(main), Runnable::run);
            return new RoomOnRoot(nailgun.versions()).look(planned(), new NodeProbes(planned(), scripts, null));
        } finally {
            main.stop();
        }
    }

    private PlannedUpgrade planned() {
        var cloud = nailgun.versions().cloud(1, null);
        var options = new PlanOptions("in-place", List.of(), List.of(), List.of(), null, true, false);
        return new PlannedUpgrade(cloud, new Planner(Catalogues.BUILT).plan(cloud, options), options);
    }
}
