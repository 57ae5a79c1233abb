package org.octane.nailgun;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What Octane needs in a Nailgun database beyond Nailgun's own tables: {@code upgrade_relation}, which cluster is the
 * seed of which. Where the extension cluster_upgrade has its table {@code cluster_upgrade_relations}, that stays the
 * only copy and {@code upgrade_relation} is an updatable view of it.
 */
public final class NailgunSchema {

    private NailgunSchema() {}

    /** Adds what is missing, in one transaction; does nothing if all is there. */
    public static void ensure(DataSource nailgun) {
        var jdbc = new JdbcTemplate(nailgun);
        new TransactionTemplate(new DataSourceTransactionManager(nailgun)).executeWithoutResult(transaction -> {
            // Two servers that start at once: the second waits and finds it done.
            jdbc.execute("select pg_advisory_xact_lock(" + "upgrade_relation".hashCode() + ")");
            if (!exists(jdbc, "upgrade_relation")) {
                jdbc.execute(Sql.of(
                        exists(jdbc, "cluster_upgrade_relations") ? "create-relation-view" : "create-relation-table"));
            }
        });
    }

    private static boolean exists(JdbcTemplate jdbc, String table) {
        return Boolean.TRUE.equals(jdbc.queryForObject(Sql.of("table-exists"), Boolean.class, table));
    }
}
