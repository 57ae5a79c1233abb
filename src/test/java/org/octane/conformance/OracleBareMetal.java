package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The network for bare metal, which comes to be when its setting is turned on: as the release describes it. */
record OracleBareMetal(OracleWorld world) {

    private static final String NAME = "baremetal";
    private static final String GROUP = "(SELECT min(id) FROM nodegroups WHERE cluster_id = :cluster)";

    /** @param settings of the cluster, new ones */
    void add(int cluster, JsonNode settings) {
        var of = Map.of("cluster", cluster, "name", NAME);
        if (!settings.at("/additional_components/ironic/value").asBoolean()
                || !world.ids("SELECT id FROM network_groups WHERE name = :name AND group_id = " + GROUP, of)
                        .isEmpty()) {
            return;
        }
        for (var network : world.json(
                        "SELECT r.networks_metadata FROM releases r JOIN clusters c ON c.release_id = r.id"
                                + " WHERE c.id = :cluster",
                        of)
                .at("/neutron/networks")) {
            if (network.path("name").asText().equals(NAME)) {
                add(cluster, network, network.path("ip_range"));
            }
        }
    }

    /** Its virtual address is the first one. */
    private void add(int cluster, JsonNode network, JsonNode range) {
        var values = new MapSqlParameterSource("cluster", cluster)
                .addValue("name", NAME)
                .addValue("vlan", network.path("vlan_start").asInt())
                .addValue("cidr", network.path("cidr").asText())
                .addValue("meta", network.toString())
                .addValue("first", range.path(0).asText())
                .addValue("last", range.path(1).asText());
        world.sql()
                .update(
                        "WITH g AS (INSERT INTO network_groups (name, release, vlan_start, cidr, meta, group_id)"
                                + " SELECT :name, release_id, :vlan, CAST(:cidr AS cidr), :meta, " + GROUP
                                + " FROM clusters WHERE id = :cluster RETURNING id),"
                                + " r AS (INSERT INTO ip_addr_ranges (network_group_id, first, last)"
                                + " SELECT id, CAST(:first AS inet), CAST(:last AS inet) FROM g)"
                                + " INSERT INTO ip_addrs (network, ip_addr, vip_type) SELECT id, CAST(:first AS inet), :name FROM g",
                        values);
    }
}
