package org.octane.nailgun.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.model.Subnet;
import org.octane.nailgun.rows.Rows;

/** Gives a new cluster the networks and networking parameters that its release has by default. */
public final class NetworkCreation {

    private static final String NEUTRON = "neutron";

    private final Rows rows;

    public NetworkCreation(Rows rows) {
        this.rows = rows;
    }

    /**
     * @param wanted what the caller chose: {@code net_segment_type}, {@code net_l23_provider}
     * @param editable the cluster's settings: some networks are there with some of them only
     */
    public void create(
            int cluster, int group, Release release, String provider, ObjectNode wanted, ObjectNode editable) {
        var segments = wanted.path("net_segment_type").asText("vlan");
        var defaults = release.networks().path(provider);
        parameters(cluster, provider, segments, wanted, defaults.path("config"));
        for (var network : defaults.path("networks")) {
            var other = network.has("seg_type")
                    && provider.equals(NEUTRON)
                    && !network.get("seg_type").asText().equals(segments);
            if (!other && !new NetworkRestrictions(editable).apply(network.path("restrictions"))) {
                network(group, release, network);
            }
        }
    }

    private void parameters(int cluster, String provider, String segments, ObjectNode wanted, JsonNode defaults) {
        var table = provider.equals(NEUTRON) ? "neutron_config" : "nova_network_config";
        var values = new HashMap<String, Object>();
        defaults.properties()
                .forEach(field -> values.put(
                        field.getKey(),
                        field.getValue().isTextual()
                                ? field.getValue().textValue()
                                : field.getValue().toString()));
        values.remove("id");
        values.put("discriminator", table);
        values.put("cluster_id", cluster);
        values.putIfAbsent("dns_nameservers", "[\"8.8.4.4\", \"8.8.8.8\"]");
        values.put("segmentation_type", segments);
        values.put("net_l23_provider", wanted.path("net_l23_provider").asText("ovs"));
        values.put("id", rows.insert("networking_configs", values));
        rows.insert(table, values);
    }

    private void network(int group, Release release, JsonNode network) {
        var values = new HashMap<String, Object>();
        values.put("name", network.path("name").asText());
        values.put("release", release.id());
        values.put("group_id", group);
        values.put(
                "vlan_start",
                network.path("vlan_start").isInt() ? network.get("vlan_start").intValue() : null);
        values.put("meta", network.toString());
        var notation = network.path("notation").asText("");
        var hasNotation = notation.equals("cidr") || notation.equals("ip_ranges");
        if (hasNotation) {
            var subnet = Subnet.of(network.get("cidr").asText());
            values.put("cidr", network.get("cidr").asText());
            values.put("gateway", gateway(network, subnet));
        }
        var id = rows.insert("network_groups", values);
        if (hasNotation) {
            range(id, network);
        }
    }

    private static String gateway(JsonNode network, Subnet subnet) {
        if (!network.path("use_gateway").asBoolean()) {
            return null;
        }
        return network.path("notation").asText().equals("ip_ranges") && network.hasNonNull("gateway")
                ? network.get("gateway").asText()
                : Subnet.text(subnet.first() + 1);
    }

    /** The range that the network names, or all of its addresses but those of network, gateway and broadcast. */
    private void range(int id, JsonNode network) {
        var subnet = Subnet.of(network.get("cidr").asText());
        var own = network.path("ip_range");
        var told = network.path("notation").asText().equals("ip_ranges") && own.size() == 2;
        var first = subnet.first() + (network.path("use_gateway").asBoolean() ? 2 : 1);
        rows.insert(
                "ip_addr_ranges",
                Map.of(
                        "network_group_id",
                        id,
                        "first",
                        told ? own.get(0).asText() : Subnet.text(first),
                        "last",
                        told ? own.get(1).asText() : Subnet.text(Subnet.number(subnet.broadcast()) - 1)));
    }
}
