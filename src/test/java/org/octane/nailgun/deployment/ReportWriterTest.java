package org.octane.nailgun.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.octane.TestPostgres;
import org.octane.json.Json;
import org.octane.nailgun.Deployments;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Octane writes into Nailgun's rows from Astute's words, on the sample cloud: nodes 1 to 9 are cluster 1's. */
class ReportWriterTest {

    private JdbcTemplate sql;
    private Deployments nailgun;

    @BeforeEach
    void start() {
        var database = TestPostgres.nailgun();
        sql = new JdbcTemplate(database);
        nailgun = Deployments.in(Database.of(database));
    }

    @Test
    void aDeploymentThatEndsWellSaysSo() {
        var task = begin(NodeOperation.DEPLOY, 4, 5);
        nailgun.end(task, ended(true, null, node(4, "ready", 100), node(5, "ready", 100)));
        assertThat(task(task)).isEqualTo("ready 100 Deployment of environment 'prod' is done. ");
        assertThat(told()).containsExactly("done Deployment of environment 'prod' is done. ");
        assertThat(cluster()).isEqualTo("operational");
    }

    @Test
    void aClusterWithANodeInErrorIsInErrorThoughAstuteSaysReady() {
        sql.update("update clusters set name = 'prod' where id = 1");
        var task = begin(NodeOperation.DEPLOY, 4, 5);
        nailgun.end(task, ended(true, null, node(4, "ready", 100), node(5, "error", 100)));
        assertThat(task(task)).isEqualTo("error 100 Deployment has failed. Check these nodes:\n'" + name(5) + "'");
        assertThat(told())
                .containsExactly(
                        "error Failed to deploy node '" + name(5) + "': Unknown error",
                        "error Deployment has failed. Check these nodes:\n'" + name(5) + "'");
        assertThat(cluster()).isEqualTo("error");
        assertThat(node(4)).isEqualTo("ready 100");
        assertThat(node(5)).isEqualTo("error 100 deploy");
    }

    @Test
    void aFailedTaskLeavesNoNodeAtWorkAndItsClusterInError() {
        var task = begin(NodeOperation.PROVISION, 4, 5, 6);
        nailgun.end(task, ended(false, "Too many nodes\n\nlong text", node(5, "error", null)));
        assertThat(task(task)).startsWith("error 100 ").endsWith("Too many nodes\n\nlong text");
        assertThat(node(4)).isEqualTo("error 0 provision");
        assertThat(node(5)).isEqualTo("error 100 provision Unknown error");
        assertThat(cluster()).isEqualTo("error");
    }

    @Test
    void aTaskIsAsFarAsTheNodesOfItsClusterUnlessAstuteSaysHowFar() {
        sql.update("update nodes set status = 'ready', progress = 100 where cluster_id = 1");
        sql.update("update nodes set cluster_id = null where cluster_id = 1 and id not in (4, 5, 6)");
        var task = begin(NodeOperation.PROVISION, 4, 5, 6);
        nailgun.progress(task, said(null, node(4, "provisioning", 40), node(5, "provisioned", 100)));
        assertThat(task(task)).startsWith("running 46");
        nailgun.progress(task, said(70));
        nailgun.progress(task, said(50));
        assertThat(task(task)).startsWith("running 70");
    }

    @Test
    void whatIsNotSaidOfANodeStays() {
        var task = begin(NodeOperation.DEPLOY, 4, 5);
        nailgun.progress(task, said(null, node(4, "deploying", 30)));
        nailgun.progress(task, said(null, node(4, "deploying", null), node(5, null, 50)));
        assertThat(node(4)).isEqualTo("deploying 30");
        assertThat(node(5)).isEqualTo("deploying 0");
    }

    @Test
    void aNodeThatIsOfflineIsToldOnceAndItsErrorIsNot() {
        var task = begin(NodeOperation.DEPLOY, 4, 5);
        nailgun.progress(task, said(null, new NodeReport(4, null, null, null, false)));
        assertThat(node(4)).isEqualTo("deploying 100 Node is offline");
        nailgun.progress(task, said(null, new NodeReport(4, "error", 100, null, false)));
        nailgun.progress(task, said(null, new NodeReport(4, "error", 100, null, false)));
        assertThat(node(4)).isEqualTo("error 100 deploy Node is offline");
        assertThat(told()).containsOnly("error Failed to deploy node '" + name(4) + "': Node is offline");
        assertThat(told()).hasSize(2);
    }

    @Test
    void badNewsOfANodeIsTakenAtAnyTimeAndGoodNewsAfterItOnlyWithTheEnd() {
        var task = begin(NodeOperation.DEPLOY, 4);
        nailgun.progress(task, said(null, node(4, "ready", 100)));
        nailgun.progress(task, said(null, node(4, "deploying", 50)));
        assertThat(node(4)).isEqualTo("ready 100");
        nailgun.progress(task, said(null, new NodeReport(4, "error", 100, "puppet", null)));
        nailgun.progress(task, said(null, node(4, "ready", 100)));
        assertThat(node(4)).isEqualTo("error 100 deploy puppet");
        nailgun.end(task, ended(true, null, node(4, "ready", 100)));
        assertThat(node(4)).isEqualTo("ready 100");
    }

    @Test
    void aNodeOfAnotherClusterAndOneThatIsNotTheTasksStayAsTheyAre() {
        var task = begin(NodeOperation.DEPLOY, 4);
        sql.update("update nodes set cluster_id = null where id = 4");
        nailgun.end(task, ended(true, null, node(4, "error", 0), node(5, "error", 0), node(4711, "ready", 100)));
        assertThat(node(4)).isEqualTo("deploying 0");
        assertThat(node(5)).isEqualTo("ready 100");
    }

    @Test
    void anEndThatIsWrittenAlreadyIsNotWrittenAgain() {
        var task = begin(NodeOperation.DEPLOY, 4);
        nailgun.end(task, ended(true, null, node(4, "ready", 100)));
        sql.update("delete from notifications");
        nailgun.endUnheard(task, "lost");
        nailgun.giveUp(task, "lost");
        assertThat(told()).isEmpty();
        assertThat(cluster()).isEqualTo("operational");
        assertThat(task(task)).startsWith("ready");
    }

    @Test
    void aServerThatWasErasedIsSpareAndOneThatCouldNotBeReachedIsNot() {
        var task = begin(NodeOperation.REMOVE, 4, 5, 6);
        nailgun.end(
                task, new TaskReport(false, true, 100, null, List.of(node(4, null, null)), List.of(5), List.of(6, 98)));
        assertThat(node(4)).isEqualTo("discover 0");
        assertThat(node(5)).startsWith("error 100 deletion Astute could not reach the server");
        assertThat(node(6)).startsWith("error 100 deletion");
        assertThat(told())
                .containsExactly(
                        "done Successfully removed 1 node(s)",
                        "error Failed to remove 2 node(s): " + name(6) + ", ID: 98");
        assertThat(task(task))
                .isEqualTo("error 100 Successfully removed 1 node(s). Failed to remove 2 node(s): " + name(6)
                        + ", ID: 98");
    }

    @Test
    void aRemovalOfWhichNoNodeIsNamedIsOfAll() {
        var task = begin(NodeOperation.REMOVE, 4, 5);
        nailgun.end(task, ended(true, null));
        assertThat(node(4)).isEqualTo("discover 0");
        assertThat(node(5)).isEqualTo("discover 0");
    }

    @Test
    void aServerThatARemovalDoesNotNameIsNotErased() {
        var task = begin(NodeOperation.REMOVE, 4, 5);
        nailgun.end(task, ended(true, null, node(4, null, null)));
        assertThat(node(4)).isEqualTo("discover 0");
        assertThat(node(5)).startsWith("error 100 deletion");
    }

    @Test
    void whatAstuteSaysOfATaskThatWasDeletedIsNotWritten() {
        var task = begin(NodeOperation.PROVISION, 4);
        sql.update("delete from tasks where uuid = ?", task.uuid().toString());
        nailgun.progress(task, said(null, node(4, "provisioning", 30)));
        nailgun.end(task, ended(true, null, node(4, "provisioned", 100)));
        assertThat(node(4)).isEqualTo("provisioning 0");
        assertThat(told()).isEmpty();
    }

    @Test
    void aFailedRemovalLeavesNoNodeBeingRemoved() {
        var task = begin(NodeOperation.REMOVE, 4);
        nailgun.end(task, ended(false, "Ceph is rebalancing"));
        assertThat(node(4)).isEqualTo("error 100 deletion Ceph is rebalancing");
        assertThat(task(task)).isEqualTo("error 100 Ceph is rebalancing");
    }

    private OperationTask begin(NodeOperation operation, Integer... nodes) {
        sql.update("update clusters set name = 'prod' where id = 1");
        sql.update("delete from notifications");
        var task = new OperationTask(UUID.randomUUID(), operation, 1, List.of(nodes));
        nailgun.start(task, Json::object);
        return task;
    }

    private static NodeReport node(int id, String status, Integer progress) {
        return new NodeReport(id, status, progress, null, null);
    }

    private static TaskReport said(Integer progress, NodeReport... nodes) {
        return new TaskReport(true, false, progress, null, List.of(nodes), List.of(), List.of());
    }

    private static TaskReport ended(boolean ready, String error, NodeReport... nodes) {
        return new TaskReport(false, ready, 100, error, List.of(nodes), List.of(), List.of());
    }

    private String node(int id) {
        return sql.queryForObject(
                "select status || ' ' || progress || coalesce(' ' || error_type, '') || coalesce(' ' || error_msg, '')"
                        + " from nodes where id = ?",
                String.class,
                id);
    }

    private String name(int id) {
        return sql.queryForObject("select name from nodes where id = ?", String.class, id);
    }

    private String task(OperationTask task) {
        return sql.queryForObject(
                "select status || ' ' || progress || ' ' || coalesce(message, '') from tasks where uuid = ?",
                String.class,
                task.uuid().toString());
    }

    private String cluster() {
        return sql.queryForObject("select status from clusters where id = 1", String.class);
    }

    private List<String> told() {
        return sql.queryForList("select topic || ' ' || message from notifications order by id", String.class);
    }
}
