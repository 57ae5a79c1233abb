package org.octane.nailgun.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.octane.json.Json;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.springframework.transaction.support.TransactionTemplate;

/** What the routes call about settings that go by the release. Generated attributes are never shown. */
public final class VersionAnswers {

    private static final String EDITABLE = "editable";

    private final TransactionTemplate transaction;
    private final Tables tables;
    private final StoredVersions stored;
    private final VersionInForce inForce;
    private final SettingsEdit edit;

    public VersionAnswers(Tables tables, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.tables = tables;
        this.stored = new StoredVersions(tables.jdbc(), tables.rows());
        this.inForce = new VersionInForce(tables);
        this.edit = new SettingsEdit(tables);
    }

    /** @param release id; the one in force has Nailgun's own rows */
    public ObjectNode attributes(@Header("cluster_id") int cluster, @Header("release_id") int release) {
        if (tables.clusters().get(cluster).release() == release) {
            return shown(inForce.read(cluster).attributes().editable());
        }
        return shown(stored.find(cluster, release)
                .orElseThrow(
                        () -> Refusal.notFound("Cluster %d has no settings for release %d".formatted(cluster, release)))
                .attributes()
                .editable());
    }

    /** Changes values of settings, in each version that the cluster has. */
    public void change(@Header("cluster_id") int cluster, @Body Map<String, Object> body) {
        transaction.executeWithoutResult(
                status -> edit.change(cluster, Json.<ObjectNode>tree(body).withObjectProperty(EDITABLE)));
    }

    private static ObjectNode shown(ObjectNode editable) {
        return Json.object().set(EDITABLE, editable);
    }
}
