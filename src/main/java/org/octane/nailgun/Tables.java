package org.octane.nailgun;

import javax.sql.DataSource;
import org.octane.nailgun.network.Networks;
import org.octane.nailgun.release.ClusterAttributes;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Nodes;
import org.octane.nailgun.rows.Relations;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What all that changes clusters is made of. */
record Tables(
        NamedParameterJdbcTemplate jdbc,
        Rows rows,
        Relations relations,
        Clusters clusters,
        Nodes nodes,
        Releases releases,
        Networks networks,
        ClusterAttributes attributes) {

    /** @param octane Octane's own database, which keeps the relations of closed upgrades */
    static Tables of(DataSource nailgun, DataSource octane) {
        var jdbc = new NamedParameterJdbcTemplate(nailgun);
        var relations = new Relations(jdbc, new NamedParameterJdbcTemplate(octane));
        return new Tables(
                jdbc,
                new Rows(jdbc),
                relations,
                new Clusters(jdbc, relations),
                new Nodes(jdbc),
                new Releases(jdbc),
                new Networks(jdbc),
                new ClusterAttributes(jdbc));
    }
}
