package org.octane.nailgun.rows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.octane.nailgun.model.Relation;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The relations of originals and seeds: those of upgrades that go on in Nailgun's database, closed ones in Octane's. */
public final class Relations {

    private final NamedParameterJdbcTemplate nailgun;
    private final NamedParameterJdbcTemplate octane;

    public Relations(NamedParameterJdbcTemplate nailgun, NamedParameterJdbcTemplate octane) {
        this.nailgun = nailgun;
        this.octane = octane;
    }

    /** The upgrade that the cluster takes part in, on either side. */
    public Optional<Relation> of(int cluster) {
        List<Relation> found = nailgun.query(
                Sql.of("nailgun/rows/relation"),
                Map.of("cluster_id", cluster),
                (row, n) -> new Relation(row.getInt("orig_cluster_id"), row.getInt("seed_cluster_id")));
        return found.stream().findFirst();
    }

    /** The upgrade whose seed the cluster is. */
    public Optional<Relation> asSeed(int cluster) {
        return of(cluster).filter(relation -> relation.seed() == cluster);
    }

    /** The relation of a seed, refused in the words of Nailgun's extension if the cluster is none. */
    public Relation ofSeed(int seed) {
        var relation = of(seed).orElseThrow(() -> Refusal.invalid("Relation for given cluster does not exist"));
        if (relation.seed() != seed) {
            throw Refusal.invalid("Given cluster is not seed cluster");
        }
        return relation;
    }

    public void add(Relation relation) {
        nailgun.update(Sql.of("nailgun/rows/insert-relation"), parameters(relation));
    }

    public void remove(int seed) {
        nailgun.update(Sql.of("nailgun/rows/delete-relation"), Map.of("seed", seed));
    }

    /** Kept in Octane's database first: a crash in between leaves it in both, and the next call goes on. */
    public void close(int seed) {
        asSeed(seed).ifPresent(relation -> {
            octane.update(Sql.of("nailgun/rows/close-relation"), parameters(relation));
            remove(seed);
        });
    }

    /** Of which cluster another was the seed, in an upgrade that is closed; null if of none. */
    public Integer closedOriginal(int seed) {
        List<Integer> found =
                octane.queryForList(Sql.of("nailgun/rows/closed-original"), Map.of("seed", seed), Integer.class);
        return found.isEmpty() ? null : found.get(0);
    }

    private static Map<String, Integer> parameters(Relation relation) {
        return Map.of("original", relation.original(), "seed", relation.seed());
    }
}
