package org.octane.nailgun.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.octane.json.Json;
import org.octane.nailgun.model.PluginSettings;
import org.octane.nailgun.rows.Tables;
import org.octane.sql.Database;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the routes call to administer Nailgun's releases, clusters and notifications. Each call is one transaction.
 * Bodies are checked against the contract before.
 */
public final class Administration {

    private final TransactionTemplate transaction;
    private final ReleaseChange releases;
    private final ClusterCreation creation;
    private final ClusterChange clusters;
    private final Notifications notices;

    /** @param plugins are asked when a cluster is to reach another release */
    public Administration(Database nailgun, Database octane, PluginSettings plugins) {
        var tables = Tables.of(nailgun, octane);
        this.transaction = nailgun.transaction();
        this.releases = new ReleaseChange(tables);
        this.creation = new ClusterCreation(tables);
        this.clusters = new ClusterChange(tables, plugins);
        this.notices = new Notifications(tables.jdbc());
    }

    /** @return id of the release */
    public int addRelease(@Body Map<String, Object> release) {
        return inTransaction(() -> releases.add(Json.tree(release)));
    }

    public void changeRelease(@Header("release_id") int id, @Body Map<String, Object> release) {
        run(() -> releases.change(id, Json.tree(release)));
    }

    public void removeRelease(@Header("release_id") int id) {
        run(() -> releases.remove(id));
    }

    /** @return id of the cluster */
    public int createCluster(@Body Map<String, Object> cluster) {
        return inTransaction(() -> creation.create(Json.tree(cluster)));
    }

    public void changeCluster(@Header("cluster_id") int id, @Body Map<String, Object> cluster) {
        run(() -> clusters.change(id, Json.tree(cluster)));
    }

    /** @return id of the notification */
    public int addNotification(@Body Map<String, Object> notification) {
        return inTransaction(() -> notices.add(Json.tree(notification)));
    }

    public void markNotification(@Header("notification_id") int id, @Body Map<String, Object> notification) {
        run(() -> notices.mark(List.of(Json.<ObjectNode>tree(notification).put("id", id))));
    }

    public void markNotifications(@Body List<Map<String, Object>> notifications) {
        run(() ->
                notices.mark(notifications.stream().map(Json::<ObjectNode>tree).toList()));
    }

    private <T> T inTransaction(Supplier<T> call) {
        return transaction.execute(status -> call.get());
    }

    private void run(Runnable call) {
        transaction.executeWithoutResult(status -> call.run());
    }
}
