package org.octane.nailgun.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A release with what a cluster of it is made of.
 *
 * @param deployable what Nailgun's extension for upgrades asks: Fuel 7.0 a column of its own, later ones whether it is there at all
 * @param installable whether new clusters may have it
 * @param attributes structure and defaults of a cluster's attributes: {@code editable}, {@code generated}
 * @param roles by name
 * @param networkRoles which network each kind of traffic uses by default
 * @param vmware attributes of VMware, with their defaults
 * @param networks by provider: its networks and the parameters they have by default
 * @param modes of clusters that it supports; empty: not told
 * @param updatesFrom versions from which a cluster can be updated to it
 * @param components from which its clusters are put together; none before Fuel 8.0
 * @param extensions of Nailgun that its clusters use
 */
public record Release(
        int id,
        String name,
        Version version,
        String operatingSystem,
        boolean deployable,
        boolean installable,
        ObjectNode attributes,
        ObjectNode roles,
        ArrayNode networkRoles,
        ObjectNode vmware,
        ObjectNode networks,
        List<String> modes,
        List<String> updatesFrom,
        ArrayNode components,
        List<String> extensions) {

    public boolean updatesFrom(Version current) {
        return updatesFrom.contains(current.toString());
    }

    /** To the same release again (as after a failure), to one that names this one, or back to one it names. */
    public boolean canBecome(Release target) {
        return id == target.id()
                || operatingSystem.equals(target.operatingSystem())
                        && (target.updatesFrom(version) || updatesFrom(target.version()));
    }
}
