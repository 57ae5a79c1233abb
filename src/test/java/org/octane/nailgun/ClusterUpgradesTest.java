package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.nailgun.model.InPlaceProgress;
import org.octane.nailgun.model.InPlaceProgress.Part;
import org.octane.nailgun.model.InPlaceProgress.State;
import org.octane.nailgun.schema.NailgunSchema;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Nailgun shows of upgrades in place. */
class ClusterUpgradesTest {

    private static final String KEY = "octane upgrade 7 of 2026-11-28";

    private final DataSource database = NailgunDatabase.sample();
    private final JdbcTemplate sql = new JdbcTemplate(database);
    private VersionedSettings versions;
    private ClusterUpgrades upgrades;

    @BeforeEach
    void prepared() {
        NailgunSchema.migrate(database);
        var nailgun = NailgunDatabase.nailgun(database);
        versions = nailgun.versions();
        upgrades = nailgun.upgrades();
        versions.prepare(1, 4, List.of());
    }

    @Test
    void anUpgradeIsATaskWithASubtaskForEachStage() {
        int task = begin(running(begun("prepare", 4, 1), part("upgrade-primary", 6)), List.of());
        assertThat(cluster()).isEqualTo("upgrade 2 4");
        assertThat(nodes("pending_release_id = 4 and release_id = 2")).isEqualTo(9);
        assertThat(nodes("status = 'ready'"))
                .as("controllers have no status of their own")
                .isEqualTo(9);
        assertThat(tasks()).containsExactly("deploy running 10", "deployment running 25", "deployment running 0");
        assertThat(sql.queryForList(
                        "select distinct parent_id from tasks where name = 'deployment' and id > 3", Integer.class))
                .containsExactly(task);
        assertThat(sql.queryForList(
                        "select result from tasks where name = 'deployment' and id > 3 order by id", String.class))
                .first()
                .asString()
                .contains("\"stage\":\"prepare\"", "\"title\":\"What prepare does\"");
        assertThat(begin(running(begun("prepare", 4, 2), part("upgrade-primary", 6)), List.of()))
                .as("begun again")
                .isEqualTo(task);
        assertThat(tasks()).containsExactly("deploy running 20", "deployment running 50", "deployment running 0");
        assertThat(notifications()).isEmpty();
    }

    @Test
    void itsTasksAreOctanesOwnAndHoldUpNobody() {
        begin(running(part("upgrade-primary", 6)), List.of());
        assertThat(versions.others(1, task -> task.version() == 3)).isEmpty();
        assertThat(NailgunDatabase.nailgun(database).checks().openTasks(List.of(1)))
                .isEmpty();
        assertThat(upgrades.clusters()).containsExactly(1);
    }

    @Test
    void oneThatFailsAndGoesOnEndsWell() {
        begin(running(begun("prepare", 4, 4), begun("upgrade-primary", 6, 2), part("switch-control", 2)), List.of());
        var stuck = new Part("upgrade-primary", "What it does", 6, 2, true, true);
        var failed = progress(State.FAILED, "No room.", begun("prepare", 4, 4), stuck, part("switch-control", 2));
        show(failed);
        show(failed);
        assertThat(cluster()).isEqualTo("upgrade_error 2 4");
        assertThat(tasks())
                .containsExactly(
                        "deploy error 100 Upgrade has failed. No room.",
                        "deployment ready 100",
                        "deployment error 100 No room.",
                        "deployment error 100 Task aborted");
        assertThat(notifications()).containsExactly("error Upgrade has failed. No room.");
        assertThat(upgrades.isStopped(1)).isTrue();

        show(running(begun("prepare", 4, 4), begun("upgrade-primary", 6, 3), part("switch-control", 2)));
        assertThat(cluster()).isEqualTo("upgrade 2 4");
        assertThat(tasks())
                .containsExactly(
                        "deploy running 58", "deployment ready 100", "deployment running 50", "deployment running 0");

        versions.move(List.of(1, 2, 3), 4);
        versions.switchOver(1);
        var done = progress(
                State.DONE,
                null,
                begun("prepare", 4, 4),
                begun("upgrade-primary", 6, 6),
                begun("switch-control", 2, 2));
        show(done);
        show(done);
        assertThat(cluster()).as("until all nodes are done").isEqualTo("upgrade 4 null");
        assertThat(tasks())
                .first()
                .isEqualTo("deploy ready 100 Upgrade of the controllers of environment 'sample' is done. ");
        assertThat(notifications())
                .hasSize(2)
                .last()
                .isEqualTo("done Upgrade of the controllers of environment 'sample' is done. ");
        assertThat(upgrades.clusters()).containsExactly(1);
    }

    @Test
    void theLastNodesCloseTheUpgrade() {
        switched();
        assertThat(upgrades.left(1)).containsExactly(4, 5, 6, 7, 8, 9);
        begin(ofNodes(State.RUNNING, part("upgrade-roles", 9)), List.of(4, 5));
        assertThat(nodes("status = 'upgrade'")).isEqualTo(2);
        assertThat(cluster()).isEqualTo("upgrade 4 null");
        versions.move(List.of(4, 5, 6, 7, 8, 9), 4);
        assertThat(upgrades.left(1)).isEmpty();
        versions.close(1);
        show(ofNodes(State.DONE, begun("upgrade-roles", 9, 9)));
        assertThat(cluster()).isEqualTo("operational 4 null");
        assertThat(notifications()).containsExactly("done Upgrade of environment 'sample' is done. ");
        assertThat(upgrades.clusters()).isEmpty();
    }

    @Test
    void nodesWhoseTurnNeverCameAreReadyAgain() {
        switched();
        begin(ofNodes(State.RUNNING, part("upgrade-roles", 9)), List.of(4, 5, 6));
        versions.move(List.of(4), 4);
        show(ofNodes(State.ABORTED, begun("upgrade-roles", 9, 3)));
        assertThat(sql.queryForList("select id from nodes where status = 'upgrade'", Integer.class))
                .containsExactly(4);
        assertThat(cluster()).isEqualTo("upgrade_error 4 null");
        assertThat(notifications())
                .containsExactly("warning Upgrade of nodes of environment 'sample' was ended before all was done.");
    }

    @Test
    void oneThatIsTakenBackHasTheStatusesOfARollback() {
        begin(running(begun("begin-upgrade", 2, 2)), List.of());
        show(progress(State.GOING_BACK, null, begun("begin-upgrade", 2, 2)));
        assertThat(cluster()).isEqualTo("rollback 2 4");
        show(progress(State.FAILED_GOING_BACK, "No answer.", begun("begin-upgrade", 2, 1)));
        assertThat(cluster()).isEqualTo("rollback_error 2 4");
        versions.cancel(1);
        show(back());
        show(back());
        assertThat(cluster()).isEqualTo("operational 2 4");
        assertThat(notifications())
                .containsExactly(
                        "warning Upgrade of the controllers of environment 'sample' is taken back.",
                        "error Rollback has failed. No answer.",
                        "done Rollback of the controllers of environment 'sample' is done. ");
        assertThat(upgrades.clusters()).isEmpty();
    }

    @Test
    void oneThatIsTakenBackBeforeItTouchedTheClusterLeavesItAsItWas() {
        begin(running(begun("prepare", 4, 1), part("begin-upgrade", 2)), List.of());
        show(back());
        assertThat(cluster()).isEqualTo("operational 2 4");
        assertThat(nodes("pending_release_id is null")).isEqualTo(9);
    }

    @Test
    void withoutOctanesStatusesOfARollbackThoseOfAnUpgradeAreUsed() {
        begin(running(begun("begin-upgrade", 2, 2)), List.of());
        sql.execute("alter type cluster_status rename to cluster_status_all");
        sql.execute(
                "create type cluster_status as enum ('new', 'deployment', 'stopped', 'operational', 'error', 'remove',"
                        + " 'update', 'update_error', 'upgrade', 'upgrade_error')");
        sql.execute("alter table clusters alter column status type cluster_status using status::text::cluster_status");
        show(progress(State.GOING_BACK, null, begun("begin-upgrade", 2, 2)));
        assertThat(cluster()).isEqualTo("upgrade 2 4");
    }

    @Test
    void aClusterThatIsDeletedMeanwhileStaysDeleted() {
        begin(running(part("upgrade-primary", 6)), List.of());
        sql.update("update clusters set status = 'remove'");
        show(running(begun("upgrade-primary", 6, 1)));
        show(progress(State.FAILED, "Cluster 1 is gone.", part("upgrade-primary", 6)));
        assertThat(cluster()).isEqualTo("remove 2 4");
        assertThat(tasks()).first().asString().startsWith("deploy error");
        assertThat(show(new InPlaceProgress("k", 99, false, false, State.RUNNING, null, List.of())))
                .isNull();
    }

    @Test
    void whatSomebodyElseWritesMeanwhileIsPutRight() {
        begin(running(begun("upgrade-primary", 6, 1)), List.of());
        sql.update("update clusters set status = 'operational'");
        assertThat(upgrades.clusters()).containsExactly(1);
        show(running(begun("upgrade-primary", 6, 1)));
        assertThat(cluster()).isEqualTo("upgrade 2 4");
    }

    @Test
    void aTaskThatSomebodyDeletesIsThereAgainUnlessAllIsOver() {
        int task = begin(running(part("upgrade-primary", 6)), List.of());
        deleteTasks();
        assertThat(show(running(part("upgrade-primary", 6)))).isNotNull().isNotEqualTo(task);
        deleteTasks();
        assertThat(show(progress(State.DONE, null, begun("upgrade-primary", 6, 6))))
                .isNull();
        assertThat(notifications()).isEmpty();
    }

    @Test
    void aCallThatWasCutOffBeforeTheEngineHadItsUpgradeHasDoneNothing() {
        begin(running(part("upgrade-primary", 6)), List.of());
        assertThat(upgrades.isCutOff(1, running(part("upgrade-primary", 6)))).isFalse();
        assertThat(upgrades.isCutOff(1, null)).isTrue();
        upgrades.endCutOff(1, null);
        upgrades.endCutOff(1, null);
        assertThat(cluster()).isEqualTo("operational 2 4");
        assertThat(tasks())
                .containsExactly(
                        "deploy error 100 Upgrade has failed. The call that began it was cut off; nothing was done.",
                        "deployment error 100 Task aborted");
        assertThat(notifications()).hasSize(1);
        assertThat(upgrades.clusters()).isEmpty();

        switched();
        var controllers = progress(State.DONE, null, begun("upgrade-primary", 6, 6));
        begin(ofNodes(State.RUNNING, part("upgrade-roles", 9)), List.of(4, 5));
        assertThat(upgrades.isCutOff(1, controllers)).isTrue();
        upgrades.endCutOff(1, controllers);
        assertThat(nodes("status = 'upgrade'")).isZero();
        assertThat(cluster()).as("its controllers are done").isEqualTo("upgrade 4 null");
    }

    @Test
    void whereNailgunHasPendingTasksThoseThatHaveNotBegunArePending() {
        sql.execute("alter type task_status add value 'pending'");
        begin(running(part("prepare", 4), part("upgrade-primary", 6)), List.of());
        assertThat(tasks()).containsExactly("deploy pending 0", "deployment pending 0", "deployment pending 0");
        show(running(begun("prepare", 4, 1), part("upgrade-primary", 6)));
        assertThat(tasks()).containsExactly("deploy running 10", "deployment running 25", "deployment pending 0");
    }

    private int begin(InPlaceProgress progress, List<Integer> nodes) {
        return upgrades.begin(1, nodes, () -> progress);
    }

    private Integer show(InPlaceProgress progress) {
        return upgrades.show(progress.cluster(), () -> progress);
    }

    private void deleteTasks() {
        sql.update("delete from tasks where name = 'deployment' and substr(uuid, 15, 1) = '3'");
        sql.update("delete from tasks where substr(uuid, 15, 1) = '3'");
    }

    private void switched() {
        versions.begin(1);
        versions.move(List.of(1, 2, 3), 4);
        sql.update("update nodes set status = 'ready' where id in (1, 2, 3)");
        versions.switchOver(1);
    }

    private static InPlaceProgress running(Part... parts) {
        return progress(State.RUNNING, null, parts);
    }

    private static InPlaceProgress progress(State state, String message, Part... parts) {
        return new InPlaceProgress(KEY, 1, false, false, state, message, Arrays.asList(parts));
    }

    private static InPlaceProgress ofNodes(State state, Part... parts) {
        return new InPlaceProgress("octane upgrade 8 of 2026-11-28", 1, true, false, state, null, Arrays.asList(parts));
    }

    private static InPlaceProgress back() {
        return new InPlaceProgress(KEY, 1, false, true, State.BACK, null, List.of(part("begin-upgrade", 2)));
    }

    private static Part part(String name, int steps) {
        return new Part(name, "What " + name + " does", steps, 0, false, false);
    }

    private static Part begun(String name, int steps, int done) {
        return new Part(name, "What " + name + " does", steps, done, true, false);
    }

    private String cluster() {
        return sql.queryForObject(
                "select concat_ws(' ', status, release_id, coalesce(pending_release_id::text, 'null')) from clusters where id = 1",
                String.class);
    }

    private int nodes(String condition) {
        return sql.queryForObject("select count(*) from nodes where cluster_id = 1 and " + condition, Integer.class);
    }

    private List<String> tasks() {
        return sql.queryForList(
                "select concat_ws(' ', name, status, progress, message) from tasks where substr(uuid, 15, 1) = '3' order by id",
                String.class);
    }

    private List<String> notifications() {
        return sql.queryForList(
                "select topic || ' ' || message from notifications where message ~ '^(Upgrade|Rollback) ' order by id",
                String.class);
    }
}
