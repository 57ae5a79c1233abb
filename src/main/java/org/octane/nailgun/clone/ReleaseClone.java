package org.octane.nailgun.clone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.octane.nailgun.release.DeploymentGraphs;
import org.octane.nailgun.rows.Clusters;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Makes a release like another, whose traffic flows over the networks that a cluster uses now. */
public final class ReleaseClone {

    private final NamedParameterJdbcTemplate jdbc;
    private final Clusters clusters;
    private final Releases releases;
    private final Rows rows;
    private final DeploymentGraphs graphs;

    public ReleaseClone(Tables tables) {
        this.jdbc = tables.jdbc();
        this.clusters = tables.clusters();
        this.releases = tables.releases();
        this.rows = tables.rows();
        this.graphs = new DeploymentGraphs(tables.jdbc(), tables.rows());
    }

    /** @return id of the release; the one that is there already, if this is a repetition */
    public int clone(int cluster, int base) {
        if (!releases.lock(base)) {
            throw Refusal.notFound("Release not found");
        }
        var release = releases.get(base);
        var current = releases.get(clusters.get(cluster).release());
        var name = "%s Upgrade (%d)".formatted(release.name(), current.id());
        var present = jdbc.queryForList(
                Sql.of("nailgun/clone/release-named"),
                Map.of("name", name, "version", release.version().toString()),
                Integer.class);
        if (!present.isEmpty()) {
            return present.get(0);
        }
        var mapping = new HashMap<String, String>();
        current.networkRoles()
                .forEach(role -> mapping.put(
                        role.path("id").asText(), role.path("default_mapping").asText()));
        var roles = release.networkRoles().deepCopy();
        for (var role : roles) {
            if (mapping.containsKey(role.path("id").asText()) && role instanceof ObjectNode object) {
                object.put("default_mapping", mapping.get(role.path("id").asText()));
            }
        }
        var copy = rows.copy("releases", base, Map.of("name", name, "network_roles_metadata", roles.toString()));
        graphs.copy(base, copy);
        return copy;
    }
}
