package org.octane.nailgun.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What of a cluster goes by its release: one version of its settings. Rows are as Nailgun's tables have them.
 *
 * @param release id of the release whose version it is
 * @param row columns of the cluster itself, such as {@code fuel_version}
 * @param vmware settings of VMware; JSON's null: none
 * @param plugins rows of the cluster's plugins: {@code plugin_id}, since Fuel 8.0 {@code enabled} and {@code attributes}
 * @param nodeGroups ids by name
 * @param networks rows of its network groups, with {@code ip_ranges}
 * @param parameters of its networks, an uploaded template among them; empty: it has none
 * @param vips rows of its virtual addresses
 * @param volumes of its nodes, by id
 */
public record ClusterSettings(
        int release,
        ObjectNode row,
        Attributes attributes,
        JsonNode vmware,
        ArrayNode plugins,
        ObjectNode nodeGroups,
        ArrayNode networks,
        ObjectNode parameters,
        ArrayNode vips,
        ObjectNode volumes) {

    /** @param others in the place of its volumes */
    public ClusterSettings with(ObjectNode others) {
        return new ClusterSettings(
                release, row, attributes, vmware, plugins, nodeGroups, networks, parameters, vips, others);
    }

    /** The passwords stay out of any log. */
    @Override
    public String toString() {
        return "ClusterSettings[of release " + release + "]";
    }
}
