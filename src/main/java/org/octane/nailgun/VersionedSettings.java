package org.octane.nailgun;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.octane.nailgun.model.SettingsVersions;
import org.octane.plan.Cloud;

/**
 * Settings of a cluster by release, while it goes from one release to another in place. One version is in force, in Nailgun's own
 * rows; the other is beside it. In this order: {@link #prepare}, {@link #begin}, {@link #move} node by node, {@link #switchOver}
 * once the control plane serves, the other nodes, {@link #close}. Until then {@link #move}, {@link #goBack}, {@link #cancel} and
 * {@link #withdraw} lead back. Each call that changes something is one transaction, may be repeated, and is refused with a {@link
 * org.octane.plan.Refusal} (409, if nothing else is said) that changes nothing.
 */
public interface VersionedSettings {

    /** Empty: the cluster has one version. */
    Optional<SettingsVersions> of(int cluster);

    /**
     * The cloud as it goes from one release to the other.
     *
     * @param release null: the one that is prepared
     * @throws org.octane.plan.Refusal 404 no such cluster; 409 none is prepared, or not that one
     */
    Cloud cloud(int cluster, Integer release);

    /**
     * Makes the version for another release, which becomes the cluster's pending one. Done again it takes in what was changed
     * meanwhile.
     *
     * @param without names of plugins that are left out
     * @throws org.octane.plan.Refusal 404 no such cluster or release; 400 networks would change, or a name that is no plugin's; 409
     *     a task is active, another release is pending, the cluster is in upgrade, the release is lower, of another operating
     *     system or can't be installed, or settings or plugins are in the way
     */
    void prepare(int cluster, int release, Collection<String> without);

    /**
     * Plugins of a cluster that are in the way of another release, each with its version: they are not made for it, and nothing says
     * what becomes of their settings. None if what the release gets is prepared already.
     */
    List<String> incompatiblePlugins(int cluster, int release);

    /** Ends what was prepared; the cluster has no pending release. */
    void withdraw(int cluster);

    /** The cluster gets the status {@code upgrade}, and each node its pending release. */
    void begin(int cluster);

    /** Takes {@link #begin} back, while all nodes have the first release. */
    void cancel(int cluster);

    /** Id of the release whose version a node has; its facts are made of that version. */
    int release(int node);

    /**
     * Nodes of one cluster get the version of a release, either of the two, before they are installed with it: its volumes, and the
     * status {@code upgrade}. What an installation shall keep is marked afterwards: the marks are in the volumes.
     */
    void move(Collection<Integer> nodes, int release);

    /** Puts the newer version in force; refused if the first was changed meanwhile by somebody who knows of no other. */
    void switchOver(int cluster);

    /**
     * Puts the first version in force again.
     *
     * @return what was changed meanwhile in the newer one, each a few words; it stays there and is not in the first
     */
    List<String> goBack(int cluster);

    /** Ends the upgrade, once the newer version is in force and all nodes have it. */
    void close(int cluster);

    /** What was changed in the version in force alone since there are two, each a few words; empty: nothing. */
    List<String> changed(int cluster);

    /**
     * Why the data on a node's volumes would not be kept by an installation with the new release, in sentences; none: they would.
     *
     * @param required names of volumes that it has to have
     * @param others which further ones are kept where they are, by name
     */
    List<String> unkeepable(int node, Collection<String> required, Predicate<String> others);

    /** So big is the root file system of a node once it has the newer version, in MiB; empty: Nailgun doesn't tell. */
    OptionalLong root(int node);

    /**
     * Sentences about nodes and tasks that others brought to a cluster in upgrade, or took from it.
     *
     * @param own whether a task is one of Octane's
     */
    List<String> others(int cluster, Predicate<UUID> own);

    /** Ids of all clusters that are in upgrade. */
    List<Integer> clustersInUpgrade();
}
