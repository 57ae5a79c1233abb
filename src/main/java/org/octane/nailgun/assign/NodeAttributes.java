package org.octane.nailgun.assign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Pinned CPUs and huge pages of a node, since Fuel 9.1: what its cluster's release offers, with nothing chosen. What was chosen
 * for another installation is gone with it, as with Nailgun.
 */
record NodeAttributes(NamedParameterJdbcTemplate jdbc, Rows rows) {

    /** In KiB. */
    private static final List<String> SIZES_OF_PAGES = List.of("2048", "1048576");

    void reset(int node, int cluster) {
        if (!rows.has("nodes", "attributes") || !rows.has("releases", "node_attributes")) {
            return;
        }
        var offered = JsonRow.of(
                        "releases",
                        jdbc.queryForMap(Sql.of("nailgun/assign/node-attributes"), Map.of("cluster_id", cluster)))
                .object("node_attributes");
        for (var pages : offered.path("hugepages")) {
            if (pages.path("type").asText().equals("custom_hugepages") && pages instanceof ObjectNode custom) {
                var none = custom.putObject("value");
                SIZES_OF_PAGES.forEach(size -> none.put(size, 0));
            }
        }
        rows.change("nodes", node, Map.of("attributes", offered.toString()));
    }
}
