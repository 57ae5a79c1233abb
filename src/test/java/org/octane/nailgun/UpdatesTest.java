package org.octane.nailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.octane.nailgun.schema.NailgunSchema;
import org.octane.plan.Cloud;
import org.octane.plan.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;

/** Updates in Nailgun's rows; what each release of Nailgun writes is compared in PatchingConformanceTest. */
class UpdatesTest {

    private static final int CURRENT = 2;
    private static final int TARGET = 5;

    private final DataSource database = NailgunDatabase.sample();
    private final JdbcTemplate sql = new JdbcTemplate(database);
    private final Updates updates = NailgunDatabase.nailgun(database).updates();

    @Test
    void theNodesThatGoAreThoseThatAreInstalled() {
        pending(TARGET);
        sql.update("update nodes set status = 'error', error_type = 'provision' where id in (2, 5)");
        sql.update("update nodes set status = 'error', error_type = 'deploy' where id = 6");
        sql.update("update nodes set status = 'discover' where id = 7");
        sql.update("update nodes set pending_deletion = true where id = 8");
        assertThat(updates.cloud(1, null).nodes())
                .as("controllers go together, and what is marked for deletion goes as long as it is there")
                .extracting(Cloud.Node::id)
                .containsExactly(1, 2, 3, 4, 6, 8, 9);
        assertThat(updates.cloud(1, null).original("primary-controller"))
                .extracting(Cloud.Node::id)
                .containsExactly(1);
    }

    @Test
    void wrongTargetsAndClustersAreRefusedAndChangeNothing() {
        var before = NailgunDatabase.contents(database);
        refused(400, "Can't update environment 'sample' when new release Id is invalid", 1, null);
        refused(404, "Cluster not found", 99, null);
        refused(404, "Object 'Release' with UID=99 is not found in DB", 1, 99);
        refused(400, "Cannot set pending release as it cannot update current release", 1, 4);
        refused(400, "Cannot set pending release as it cannot update current release", 1, 1);
        assertThat(NailgunDatabase.contents(database)).isEqualTo(before);
    }

    @Test
    void whileSomethingElseRunsNoUpdateBegins() {
        for (var task : List.of("deploy", "deployment", "reset_environment", "stop_deployment", "update")) {
            sql.update(
                    "insert into tasks (cluster_id, uuid, name, status) values (1, ?, ?::task_name, 'running')",
                    task,
                    task);
            refused(409, "Can't update environment '1' when other task is running", 1, TARGET);
            sql.update("delete from tasks where uuid = ?", task);
        }
        sql.update("insert into tasks (cluster_id, uuid, name, status) values (1, 'p', 'provision', 'running')");
        assertThat(updates.cloud(1, TARGET).nodes()).hasSize(9);
        sql.update("update clusters set status = 'remove'");
        refused(409, "Environment '1' is being deleted", 1, TARGET);
        sql.update("update clusters set status = 'operational'");
        sql.update("update nodes set status = 'discover'");
        refused(409, "Environment 'sample' has no node that could be updated.", 1, TARGET);
    }

    @Test
    void aClusterThatIsUpgradedToASeedIsNotUpdatedMeanwhile() {
        int seed = NailgunDatabase.nailgun(database).seeds().clone(1, "seed", 4).id();
        refused(
                409,
                "Environment '1' is being upgraded: cluster " + seed
                        + " is its seed; an update waits for the end of that.",
                1,
                TARGET);
    }

    @Test
    void aReleaseThatSaysNowhereWhereItsPackagesAreIsNoTarget() {
        sql.update("update releases set attributes_metadata = '{}' where id = ?", TARGET);
        assertThatThrownBy(() -> updates.cloud(1, TARGET)).hasMessageContaining("says nowhere where its packages are");
    }

    @Test
    void anUpdateBeginsGoesWrongGoesOnAndEnds() {
        int task = updates.begin(1, TARGET);
        assertThat(updates.begin(1, TARGET)).as("again").isEqualTo(task);
        assertThat(cluster()).isEqualTo("update 2 5");
        assertThat(nodes("deploying")).isEqualTo(9);

        sql.update("update nodes set status = 'ready', progress = 100 where id < 4");
        updates.fail(1, "Puppet says no");
        assertThat(cluster()).isEqualTo("update_error 2 5");
        assertThat(nodes("error")).isEqualTo(6);
        assertThat(task(task)).isEqualTo("error Update has failed. Puppet says no");
        assertThat(notifications()).containsExactly("error Update has failed. Puppet says no");
        updates.fail(1, "Puppet says no, again");
        assertThat(notifications()).hasSize(1);

        int again = updates.goOn(1);
        assertThat(again).isNotEqualTo(task);
        assertThat(cluster()).isEqualTo("update 2 5");
        assertThat(nodes("ready")).as("nodes that are done stay so").isEqualTo(3);
        assertThat(nodes("deploying")).isEqualTo(6);
        assertThatThrownBy(() -> updates.finish(1, TARGET))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Update has failed. Check these nodes:");

        sql.update("update nodes set status = 'ready', error_type = null where cluster_id = 1");
        updates.finish(1, TARGET);
        assertThat(updates.isFinished(1, TARGET)).isTrue();
        assertThat(cluster()).isEqualTo("operational 5 null");
        assertThat(task(again)).isEqualTo("ready Update of environment 'sample' is done. ");
        assertThat(notifications()).hasSize(2).contains("done Update of environment 'sample' is done. ");
        updates.finish(1, TARGET);
        assertThat(notifications()).as("a second end says nothing").hasSize(2);
    }

    @Test
    void theRepositoriesAreThoseOfTheReleaseThatTheClusterHas() {
        assertThat(repositories()).contains("/2014.2.2-6.1/").doesNotContain("/2014.2.2-6.1.1/");
        sql.update(
                "update attributes set editable = replace(editable, '\"name\": \"Auxiliary\"', '\"name\": \"our own\"')");
        assertThat(updates.repositories(1, TARGET))
                .as("with a priority alone, what an operator has added among them")
                .isEqualTo("http://10.20.0.2:8080/2014.2.2-6.1.1/ubuntu/x86_64 mos6.1\n"
                        + "http://10.20.0.2:8080/2014.2.2-6.1.1/ubuntu/auxiliary auxiliary\n"
                        + "http://10.20.0.2:8080/2014.2.2-6.1/ubuntu/auxiliary auxiliary");
        updated(TARGET);
        assertThat(repositories()).contains("/2014.2.2-6.1.1/ubuntu/x86_64", "our own");
    }

    @Test
    void aFailedUpdateIsRolledBackAndAFinishedOneDowngraded() {
        NailgunSchema.migrate(database);
        updates.begin(1, TARGET);
        updates.fail(1, "No.");
        updates.begin(1, CURRENT);
        assertThat(cluster()).isEqualTo("rollback 2 2");
        assertThat(nodes("deploying")).as("all nodes, the updated ones too").isEqualTo(9);
        updates.fail(1, "No.");
        assertThat(cluster()).isEqualTo("rollback_error 2 2");
        updates.begin(1, CURRENT);
        ready();
        updates.finish(1, CURRENT);
        assertThat(cluster()).isEqualTo("operational 2 null");
        updated(TARGET);
        updates.begin(1, CURRENT);
        assertThat(cluster()).isEqualTo("downgrade 5 2");
        updates.fail(1, "No.");
        assertThat(cluster()).isEqualTo("downgrade_error 5 2");
        updates.goOn(1);
        assertThat(cluster()).isEqualTo("downgrade 5 2");
        ready();
        updates.finish(1, CURRENT);
        assertThat(cluster()).isEqualTo("operational 2 null");
    }

    @Test
    void withoutOctanesStatusesThoseOfNailgunAreUsed() {
        updates.begin(1, TARGET);
        updates.fail(1, "No.");
        updates.begin(1, CURRENT);
        assertThat(cluster()).isEqualTo("update 2 2");
    }

    @Test
    void aClusterThatIsDeletedMeanwhileStaysDeleted() {
        int task = updates.begin(1, TARGET);
        ready();
        sql.update("update clusters set status = 'remove'");
        assertThatThrownBy(() -> updates.finish(1, TARGET)).hasMessage("Environment '1' is being deleted");
        updates.fail(1, "Environment '1' is being deleted");
        assertThat(cluster()).isEqualTo("remove 2 5");
        assertThat(task(task)).startsWith("error ");
    }

    @Test
    void whatSomebodyChoosesMeanwhileDecidesNothing() {
        updates.begin(1, TARGET);
        ready();
        sql.update("update clusters set pending_release_id = null");
        updates.finish(1, TARGET);
        assertThat(cluster()).isEqualTo("operational 5 null");
    }

    @Test
    void anUpdateOfNailgunsOwnIsNobodyElses() {
        sql.update("update clusters set status = 'update', pending_release_id = 5");
        sql.update("insert into tasks (cluster_id, uuid, name, status)"
                + " values (1, '63e94b05-34fc-4b5f-9c7b-000000000001', 'update', 'running')");
        updates.fail(1, "A step of another upgrade has failed.");
        assertThat(cluster()).isEqualTo("update 2 5");
        assertThatThrownBy(() -> updates.begin(1, TARGET)).hasMessageContaining("other task is running");
    }

    private void updated(int release) {
        updates.begin(1, release);
        ready();
        updates.finish(1, release);
    }

    private void ready() {
        sql.update("update nodes set status = 'ready', error_type = null where cluster_id = 1");
    }

    private void pending(int release) {
        sql.update("update clusters set pending_release_id = ?", release);
    }

    private void refused(int status, String message, int cluster, Integer release) {
        assertThatThrownBy(() -> updates.cloud(cluster, release))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.kind().status()).isEqualTo(status))
                .hasMessage(message);
    }

    private String cluster() {
        return sql.queryForObject(
                "select concat_ws(' ', status, release_id, coalesce(pending_release_id::text, 'null')) from clusters where id = 1",
                String.class);
    }

    private int nodes(String status) {
        return sql.queryForObject(
                "select count(*) from nodes where cluster_id = 1 and status::text = ?", Integer.class, status);
    }

    private String task(int id) {
        return sql.queryForObject("select status || ' ' || message from tasks where id = ?", String.class, id);
    }

    private List<String> notifications() {
        return sql.queryForList(
                "select topic || ' ' || message from notifications where message like 'Update%' order by id",
                String.class);
    }

    private String repositories() {
        return sql.queryForObject(
                "select editable::json ->> 'repo_setup' from attributes where cluster_id = 1", String.class);
    }
}
