package org.octane.nailgun.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Rows;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Whether what an operator chose for a cluster is there in another release: settings, components, the mode. */
public final class ReleaseFit {

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;

    public ReleaseFit(NamedParameterJdbcTemplate jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * @param wanted attributes of the cluster, changed as the new release's version wants them
     * @throws Refusal 409 naming what would be lost
     */
    public void check(Cluster cluster, Attributes wanted, Release from, Release to) {
        List<String> lost = new ArrayList<>(SeedAttributes.lost(wanted, from, to));
        lost.addAll(lostComponents(cluster.id(), to));
        if (!lost.isEmpty()) {
            throw Refusal.conflict(
                    "Attributes of cluster %d were changed by an operator and do not exist in release %d, or not with these values: %s."
                            .formatted(cluster.id(), to.id(), String.join(", ", lost)),
                    lost);
        }
        if (!to.modes().isEmpty() && !to.modes().contains(cluster.mode())) {
            throw Refusal.conflict("Release %d does not support the mode of cluster %d: %s."
                    .formatted(to.id(), cluster.id(), cluster.mode()));
        }
    }

    private List<String> lostComponents(int cluster, Release to) {
        if (!rows.has("clusters", "components") || to.components().isEmpty()) {
            return List.of();
        }
        var text =
                jdbc.queryForObject(Sql.of("nailgun/release/components"), Map.of("cluster_id", cluster), String.class);
        var chosen = JsonRow.of("clusters", "id", cluster, text).list("components");
        return new Components(to).unknown(chosen);
    }
}
