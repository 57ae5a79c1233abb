package org.octane.nailgun;

import java.util.List;
import java.util.Optional;
import org.octane.nailgun.model.Address;
import org.octane.nailgun.model.Cluster;
import org.octane.nailgun.model.Relation;
import org.octane.nailgun.model.Vip;

/** Makes the seed of a cluster, compares it with its original, and removes it. Each call is one transaction. */
public interface Seeds {

    Cluster cluster(int id);

    /** Whether a cluster has that name already. */
    boolean isTaken(String name);

    /** Makes the seed of a cluster. */
    Cluster clone(int original, String name, int release);

    /** The upgrade that the cluster takes part in, as original or as seed. */
    Optional<Relation> relation(int cluster);

    /** Ends the relation of an upgrade that is done; does nothing if it has ended. */
    void closeRelation(int seed);

    /** Takes a clone back: nodes become spare servers, rows go. */
    void removeSeed(int seed);

    /** What differs between the settings of an original and its seed, each a few words; empty: nothing. */
    List<String> compareSettings(int original, int seed);

    List<Vip> vips(int cluster);

    /** Gives a seed those of the original's virtual addresses that it lacks. */
    List<Vip> copyVips(int seed);

    /** Gives the seed's controllers the addresses of the original's in these networks. */
    List<Address> copyAddresses(int original, List<String> networkNames);

    /** A release like another, with the networks that the cluster uses now; its id. */
    int cloneRelease(int cluster, int base);
}
