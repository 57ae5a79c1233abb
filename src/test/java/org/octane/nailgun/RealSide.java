package org.octane.nailgun;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.NodeReport;
import org.octane.nailgun.deployment.OperationTask;
import org.octane.nailgun.deployment.TaskReport;
import org.octane.sql.Database;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the real Nailgun did where Octane refused, or what others did to it. */
final class RealSide {

    private RealSide() {}

    /** It made a seed of another operating system, which was deleted. */
    static void foreignSeed(DataSource database) {
        new JdbcTemplate(database).execute("select nextval('clusters_id_seq')");
        NailgunDatabase.nailgun(database)
                .tasks()
                .tell("done", "Environment 'seed-centos' and all its nodes are deleted", null, null);
    }

    static void deletion(DataSource database, int seed) {
        var nailgun = NailgunDatabase.nailgun(database);
        var name = nailgun.seeds().cluster(seed).name();
        nailgun.seeds().removeSeed(seed);
        nailgun.tasks().tell("done", "Environment '%s' and all its nodes are deleted".formatted(name), null, null);
    }

    /** It installed another node while one was being installed. */
    static void secondInstallation(DataSource database) {
        var nailgun = NailgunDatabase.nailgun(database);
        nailgun.moves().assign(seed(database), List.of(2), true, List.of());
        nailgun.tasks().start(seed(database), "provision");
    }

    /** It installed a node of the seed anew for the original. */
    static void installationForOriginal(DataSource database) {
        NailgunDatabase.nailgun(database).moves().giveBack(seed(database), List.of(1));
        new JdbcTemplate(database)
                .update("update nodes set status = 'provisioning', progress = 0, roles = '{}', pending_roles = '{}'"
                        + " where id = 1");
    }

    /** Astute has installed a node, and Nailgun's receiver has heard of it. */
    static void installed(DataSource database, int node) {
        var task = new JdbcTemplate(database)
                .queryForObject(
                        "select uuid from tasks where name = 'provision' and cluster_id = ? and status <> 'ready'"
                                + " order by id limit 1",
                        String.class,
                        seed(database));
        Deployments.in(Database.of(database))
                .end(
                        new OperationTask(
                                UUID.fromString(task), NodeOperation.PROVISION, seed(database), List.of(node)),
                        new TaskReport(
                                false,
                                true,
                                100,
                                null,
                                List.of(new NodeReport(node, "provisioned", 100, null, null)),
                                List.of(),
                                List.of()));
    }

    private static int seed(DataSource database) {
        return new JdbcTemplate(database).queryForObject("select max(id) from clusters", Integer.class);
    }
}
