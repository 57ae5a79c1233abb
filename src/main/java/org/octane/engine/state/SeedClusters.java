package org.octane.engine.state;

import java.util.Map;
import java.util.function.IntFunction;
import org.octane.sql.SqlFiles;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The seed cluster of an upgrade: known once it is cloned, and kept after Nailgun's relation is closed. */
public final class SeedClusters {

    private static final SqlFiles SQL = new SqlFiles("engine/state");

    private final NamedParameterJdbcTemplate sql;
    private final IntFunction<Integer> relation;

    /** @param relation the seed of an original as Nailgun's relation has it now, null if there is none */
    public SeedClusters(NamedParameterJdbcTemplate sql, IntFunction<Integer> relation) {
        this.sql = sql;
        this.relation = relation;
    }

    /** @param kept with the upgrade, null if none was found yet: Nailgun is asked */
    public Integer of(Integer kept, int original) {
        return kept != null || original == 0 ? kept : relation.apply(original);
    }

    /** Stores the seed with the upgrade, since the relation is removed when it is closed. */
    public void remember(long upgrade) {
        int original = sql.queryForObject(
                "SELECT original_cluster_id FROM upgrade WHERE id = :upgrade",
                Map.of("upgrade", upgrade),
                Integer.class);
        var seed = of(null, original);
        if (seed != null) {
            sql.update(SQL.of("remember-seed"), Map.of("seed", seed, "upgrade", upgrade));
        }
    }
}
