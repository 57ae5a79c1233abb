package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.octane.nailgun.model.Address;
import org.octane.nailgun.model.NewNode;
import org.octane.plan.Cloud;

/** Moves nodes between clusters, and tells where they are. Each call that changes something is one transaction. */
public interface NodeMoves {

    /** Nodes of a cluster by id, with the roles they have or will have. */
    List<Cloud.Node> nodes(int cluster);

    Cloud.Node node(int id);

    /** Addresses of a cluster's nodes in all of its networks, the admin network too. */
    List<Address> addresses(int cluster);

    /** Spare servers become controllers of the seed, each in the place of one of the original's. */
    void assignControllers(int seed, List<Integer> servers);

    /** Spare servers join a cluster. */
    void join(int cluster, List<NewNode> nodes);

    /**
     * Nodes of the original move to its seed; ids, addresses and disks stay.
     *
     * @param reprovision whether they will be installed anew
     * @param roles empty: those they have
     */
    void assign(int seed, Collection<Integer> nodes, boolean reprovision, List<String> roles);

    /** Nodes of a seed move back to its original and are as they were; those that are there already stay. */
    void giveBack(int seed, Collection<Integer> nodes);

    /** The node becomes a spare server. */
    void releaseNode(int node);

    /**
     * @param volume such as {@code ceph} or {@code vm}
     * @param kept true: the node's next installation leaves the volume's data alone; false: it wipes them
     */
    void keepPartition(int node, String volume, boolean kept);

    /** Names of the node's volumes that an installation may leave alone, all but its system. */
    List<String> keepable(int node);

    /** Whether the node's next installation leaves all of this volume's data alone; empty if it has no such volume. */
    Optional<Boolean> isKept(int node, String volume);
}
