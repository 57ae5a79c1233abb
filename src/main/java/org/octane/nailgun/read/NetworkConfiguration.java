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
            "networking_configs or neutron_config",
            Set.of(
                    "dns_nameservers",
                    "floating_ranges",
                    "configuration_template",
                    "vlan_range",
                    "gre_id_range",
                    "baremetal_range"),
            Set.of("id", "discriminator", "cluster_id"),
            Map.of());

    /** By network and name, as before Fuel 7.0; since then releases say it of each address. */
    private static final Map<String, String> ALIASES = Map.of(
            "public/haproxy", "public_vip",
            "public/vrouter", "public_vrouter_vip",
            "management/haproxy", "management_vip",
            "management/vrouter", "management_vrouter_vip");

    private static final List<String> CONTROLLERS = List.of("controller", "primary-controller");
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
        if (release.version().fuelBefore("7.0")) {
            for (var vip : vips) {
                var alias = ALIASES.get(vip.networkName() + "/" + vip.name());
                if (alias != null) {
                    configuration.put(alias, vip.address());
                }
            }
        } else {
            addVips(configuration, vips, release);
        }
        return configuration;
    }

    /** Since 7.0 a release says which of its network roles has which virtual addresses. */
    private static void addVips(ObjectNode configuration, List<Vip> vips, Release release) {
        var shown = configuration.putObject("vips");
        for (var role : release.networkRoles()) {
            for (var wanted : role.path("properties").path("vip")) {
                vips.stream()
                        .filter(vip -> vip.name().equals(wanted.path("name").textValue()))
                        .findFirst()
                        .ifPresent(vip -> {
                            shown.set(vip.name(), shown(vip, role, wanted, release));
                            if (wanted.hasNonNull("alias")) {
                                configuration.put(wanted.get("alias").textValue(), vip.address());
                            }
                        });
            }
        }
    }

    private static ObjectNode shown(Vip vip, JsonNode role, JsonNode wanted, Release release) {
        var shown = Json.object();
        shown.set("network_role", role.path("id"));
        shown.set("namespace", wanted.path("namespace").isTextual() ? wanted.get("namespace") : Json.read(null));
        shown.put("ipaddr", vip.address());
        shown.set("node_roles", wanted.has("node_roles") ? wanted.get("node_roles") : Json.tree(CONTROLLERS));
        if (!release.version().fuelBefore("8.0")) {
            shown.set(
                    "vendor_specific", wanted.has("vendor_specific") ? wanted.get("vendor_specific") : Json.read(null));
        }
        if (vip.userDefined() != null) {
            shown.put("is_user_defined", vip.userDefined());
        }
        return shown;
    }
}
