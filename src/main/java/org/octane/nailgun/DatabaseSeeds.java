package org.octane.nailgun;

import java.util.List;
import java.util.Optional;
import org.octane.nailgun.assign.FormerNodes;
import org.octane.nailgun.clone.ClusterClone;
import org.octane.nailgun.clone.ReleaseClone;
import org.octane.nailgun.clone.SeedComparison;
import org.octane.nailgun.clone.SeedRemoval;
import org.octane.nailgun.model.Address;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Vip;
import org.octane.nailgun.network.AddressClone;
import org.octane.nailgun.network.Vips;
import org.octane.nailgun.rows.Tables;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link Seeds} in Nailgun's database. */
final class DatabaseSeeds implements Seeds {

    private final TransactionTemplate transaction;
    private final Tables tables;
    private final Vips vips;
    private final FormerNodes former;
    private final ClusterClone clone;
    private final SeedRemoval removal;
    private final AddressClone addresses;
    private final ReleaseClone releases;
    private final SeedComparison comparison;

    DatabaseSeeds(Tables tables, Vips vips, FormerNodes former, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.tables = tables;
        this.vips = vips;
        this.former = former;
        this.clone = new ClusterClone(tables);
        this.removal = new SeedRemoval(tables);
        this.addresses = new AddressClone(tables);
        this.releases = new ReleaseClone(tables);
        this.comparison = new SeedComparison(tables);
    }

    @Override
    public Cluster cluster(int id) {
        return tables.clusters().get(id);
    }

    @Override
    public boolean isTaken(String name) {
        return tables.clusters().isTaken(name);
    }

    @Override
    public Cluster clone(int original, String name, int release) {
        return transaction.execute(status -> cluster(clone.clone(original, name, release)));
    }

    @Override
    public Optional<Relation> relation(int cluster) {
        return tables.relations().of(cluster);
    }

    @Override
    public void closeRelation(int seed) {
        transaction.executeWithoutResult(status -> tables.relations().close(seed));
        former.forget(seed);
    }

    @Override
    public void removeSeed(int seed) {
        transaction.executeWithoutResult(status -> removal.remove(seed));
        former.forget(seed);
    }

    @Override
    public List<String> compareSettings(int original, int seed) {
        return comparison.of(new Relation(original, seed));
    }

    @Override
    public List<Vip> vips(int cluster) {
        return vips.of(cluster);
    }

    @Override
    public List<Vip> copyVips(int seed) {
        return transaction.execute(status -> {
            cluster(seed);
            var relation = tables.relations().ofSeed(seed);
            tables.clusters().lock(relation.original());
            tables.clusters().lock(seed);
            vips.copy(relation, comparison.transformations(relation));
            return vips.of(seed);
        });
    }

    @Override
    public List<Address> copyAddresses(int original, List<String> networkNames) {
        return transaction.execute(status -> addresses.copy(original, networkNames));
    }

    @Override
    public int cloneRelease(int cluster, int base) {
        return transaction.execute(status -> releases.clone(cluster, base));
    }
}
