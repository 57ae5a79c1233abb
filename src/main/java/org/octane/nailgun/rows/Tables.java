package org.octane.nailgun.rows;

import org.octane.sql.Database;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The tables that everything that changes clusters needs. */
public record Tables(
        NamedParameterJdbcTemplate jdbc,
        Rows rows,
        Relations relations,
        Clusters clusters,
        Nodes nodes,
        Releases releases) {

    /** @param octane Octane's own database, which keeps the relations of closed upgrades */
    public static Tables of(Database nailgun, Database octane) {
        var jdbc = nailgun.sql();
        var relations = new Relations(jdbc, octane.sql());
        var rows = new Rows(jdbc);
        return new Tables(
                jdbc, rows, relations, new Clusters(jdbc, relations, rows), new Nodes(jdbc), new Releases(jdbc));
    }
}
