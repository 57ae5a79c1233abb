package org.octane.engine.state;

import java.util.Map;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The seed cluster of an upgrade: known once it is cloned, and kept after Nailgun's relation is closed. */
public final class SeedClusters {

    private final NamedParameterJdbcTemplate sql;
    private final IntFunction<Integer> relation;

    /** @param relation the seed of an original as Nailgun's relation has it now, null if there is none */
    public SeedClusters(NamedParameterJdbcTemplate sql, IntFunction<Integer> relation) {
        this.sql = sql;
        this.relation = relation;
    }

    public Integer of(long upgrade, int original) {
        var known = sql.queryForObject(
                "SELECT seed_cluster_id FROM upgrade WHERE id = :upgrade", Map.of("upgrade", upgrade), Integer.class);
        return known != null || original == 0 ? known : relation.apply(original);
    }

    /** Stores the seed with the upgrade, since the relation is removed when it is closed. */
    void remember(long upgrade) {
        int original = sql.queryForObject(
                "SELECT original_cluster_id FROM upgrade WHERE id = :upgrade",
                Map.of("upgrade", upgrade),
                Integer.class);
        var seed = of(upgrade, original);
        if (seed != null) {
            sql.update(
                    "UPDATE upgrade SET seed_cluster_id = :seed WHERE id = :upgrade AND seed_cluster_id IS NULL",
                    Map.of("seed", seed, "upgrade", upgrade));
        }
    }
}
