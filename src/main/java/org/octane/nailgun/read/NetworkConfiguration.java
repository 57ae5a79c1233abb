package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.octane.json.Json;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.model.Vip;

/** What the API tells of a cluster's networks: parameters, network groups, virtual addresses. */
public final class NetworkConfiguration {

    private static final ApiColumns PARAMETERS = new ApiColumns(
            Set.of(
                    "dns_nameservers",
                    "floating_ranges",
                    "configuration_template",
                    "vlan_range",
                    "gre_id_range",
                    "baremetal_range"),
            Set.of("id", "discriminator", "cluster_id"),
            Map.of());

    /** By network and name, as before Fuel 7.0 and since. */
    private static final Map<String, String> VIPS = Map.of(
            "public/haproxy", "public_vip",
            "public/vrouter", "public_vrouter_vip",
            "management/haproxy", "management_vip",
            "management/vrouter", "management_vrouter_vip",
            "public/public", "public_vip",
            "public/vrouter_pub", "public_vrouter_vip",
            "management/management", "management_vip");

    private static final List<String> BAREMETAL = List.of("baremetal_gateway", "baremetal_range");

    private NetworkConfiguration() {}

    public static ObjectNode of(JsonNode parameters, List<JsonNode> networks, List<Vip> vips, Release release) {
        var configuration = Json.object();
        configuration.set("networking_parameters", parameters == null ? Json.object() : PARAMETERS.of(parameters));
        if (networks.stream().noneMatch(network -> network.get("name").asText().equals("baremetal"))) {
            configuration.withObject("/networking_parameters").remove(BAREMETAL);
        }
        var list = configuration.putArray("networks");
        networks.forEach(network -> list.add(ApiColumns.NETWORK.of(network)));
        for (var vip : vips) {
            var name = VIPS.get(vip.networkName() + "/" + vip.name());
            if (name != null) {
                configuration.put(name, vip.address());
            }
        }
        addVips(configuration, vips, release);
        return configuration;
    }

    /** Since 7.0 a release says which of its network roles has which virtual addresses. */
    private static void addVips(ObjectNode configuration, List<Vip> vips, Release release) {
        for (var role : release.networkRoles()) {
            for (var wanted : role.path("properties").path("vip")) {
                vips.stream()
                        .filter(vip -> vip.name().equals(wanted.path("name").textValue()))
                        .findFirst()
                        .ifPresent(vip -> {
                            var shown = configuration.withObject("/vips").putObject(vip.name());
                            shown.set("network_role", role.path("id"));
                            shown.put("namespace", vip.namespace());
                            shown.put("ipaddr", vip.address());
                            shown.set("node_roles", Json.tree(List.of("controller", "primary-controller")));
                            shown.putNull("vendor_specific");
                        });
            }
        }
    }
}
