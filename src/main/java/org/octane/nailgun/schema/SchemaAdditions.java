package org.octane.nailgun.schema;

import java.util.ArrayList;
import java.util.List;
import org.octane.sql.Sql;

/** All that Octane may add to a Nailgun's database, in the order in which it is added. */
final class SchemaAdditions {

    static final String RELATION = "upgrade_relation";

    private static final List<String> CLUSTER_STATUSES = List.of(
            "update",
            "update_error",
            "upgrade",
            "upgrade_error",
            "downgrade",
            "downgrade_error",
            "rollback",
            "rollback_error");

    private static final String EMPTY_LIST = "text not null default '[]'";
    private static final String NO_ENTRY = "%s = '[]'";
    // A real Nailgun beside Octane deletes releases without a thought of what refers to them here.
    private static final String A_RELEASE = "integer references releases (id) on delete set null";
    private static final String NONE = "%s is null";

    private SchemaAdditions() {}

    /** Which cluster is the seed of which: without it nothing can be cloned. */
    static SchemaAddition relation(Catalog catalog) {
        return catalog.columns("cluster_upgrade_relations").isEmpty()
                ? new SchemaAddition.Relation(
                        "table", RELATION, List.of(Sql.of("nailgun/schema/create-relation-table")))
                : new SchemaAddition.Relation("view", RELATION, List.of(Sql.of("nailgun/schema/create-relation-view")));
    }

    static List<SchemaAddition> all(Catalog catalog) {
        var all = new ArrayList<SchemaAddition>();
        CLUSTER_STATUSES.forEach(status -> all.add(new SchemaAddition.Value("cluster_status", status)));
        all.add(new SchemaAddition.Value("node_status", "upgrade"));
        for (var topic : List.of("discover", "done", "error", "warning", "release")) {
            all.add(new SchemaAddition.Value("notif_topic", topic));
        }
        all.add(relation(catalog));
        all.add(new SchemaAddition.Column("releases", "can_update_from_versions", EMPTY_LIST, NO_ENTRY));
        all.add(new SchemaAddition.Column("releases", "compatible_fuel_versions", EMPTY_LIST, NO_ENTRY));
        all.add(new SchemaAddition.Column("clusters", "pending_release_id", A_RELEASE, NONE));
        all.add(new SchemaAddition.Column("nodes", "release_id", A_RELEASE, NONE));
        all.add(new SchemaAddition.Column("nodes", "pending_release_id", A_RELEASE, NONE));
        all.add(new SchemaAddition.Relation(
                "table", "release_orchestrator_data", List.of(Sql.of("nailgun/schema/create-orchestrator-data"))));
        all.add(new SchemaAddition.Relation(
                "table", "octane_cluster_settings", List.of(Sql.of("nailgun/schema/create-cluster-settings"))));
        return all;
    }
}
