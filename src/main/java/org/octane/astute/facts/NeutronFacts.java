package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Network;
import org.octane.nailgun.deployment.ClusterData.Neutron;

/** The facts about Neutron. */
record NeutronFacts(ClusterData cluster) {

    void addTo(ObjectNode facts) {
        var neutron = cluster.neutron();
        facts.put("quantum", true);
        var settings = facts.withObjectProperty("quantum_settings");
        if (cluster.masterVersion() >= 8) {
            settings.put("default_private_net", neutron.internalName());
            settings.put("default_floating_net", neutron.floatingName());
        }
        var l2 = settings.putObject("L2");
        l2.put("base_mac", neutron.baseMac());
        l2.put("segmentation_type", neutron.segmentation());
        var physical = l2.putObject("phys_nets");
        if (neutron.vlan()) {
            physical.putObject("physnet2").put("bridge", "br-prv").put("vlan_range", range(neutron.vlanRange()));
        } else {
            l2.put("tunnel_id_ranges", range(neutron.tunnelRange()));
        }
        if (isEighth()) {
            physical.putObject("physnet1").put("bridge", "br-floating").putNull("vlan_range");
        }
        settings.putObject("L3").put("use_namespaces", true);
        var predefined = settings.putObject("predefined_networks");
        predefined.set(neutron.internalName(), internal(neutron));
        predefined.set(neutron.floatingName(), external(neutron, cluster.network("public")));
        if (cluster.hasBareMetal()) {
            physical.putObject("physnet-ironic").put("bridge", "br-ironic").putNull("vlan_range");
            predefined.set("baremetal", bareMetal(neutron));
        }
    }

    private boolean isEighth() {
        return cluster.release().fuel() >= 8;
    }

    private static ObjectNode internal(Neutron neutron) {
        var network =
                network(neutron.vlan() ? "vlan" : neutron.segmentation(), neutron.vlan() ? "physnet2" : null, false);
        network.withObjectProperty("L3")
                .put("enable_dhcp", true)
                .putNull("floating")
                .put("gateway", neutron.internalGateway())
                .put("subnet", neutron.internalSubnet())
                .set("nameservers", neutron.nameservers());
        return network;
    }

    private ObjectNode external(Neutron neutron, Network external) {
        var network = isEighth() ? network("flat", "physnet1", true) : network("local", null, true);
        network.withObjectProperty("L3")
                .put("enable_dhcp", false)
                .<ObjectNode>set("floating", floating(neutron))
                .put("gateway", external.gateway())
                .put("subnet", external.cidr().text())
                .set("nameservers", Json.array());
        return network;
    }

    private ObjectNode bareMetal(Neutron neutron) {
        var network = network("flat", "physnet-ironic", false).put("shared", true);
        network.withObjectProperty("L3")
                .put("enable_dhcp", true)
                .put("floating", range(neutron.bareMetalRange()))
                .put("gateway", neutron.bareMetalGateway())
                .put("subnet", cluster.network(ClusterData.BARE_METAL).cidr().text())
                .set("nameservers", neutron.nameservers());
        return network;
    }

    /** One range until Fuel 7.0. */
    private JsonNode floating(Neutron neutron) {
        var ranges = Json.array();
        neutron.floatingRanges().forEach(pair -> ranges.add(range(pair)));
        return isEighth() ? ranges : ranges.path(0);
    }

    private static ObjectNode network(String type, String physical, boolean external) {
        var network = Json.object();
        network.put("shared", false);
        network.put("tenant", "admin");
        network.putObject("L2")
                .put("network_type", type)
                .put("physnet", physical)
                .put("router_ext", external)
                .putNull("segment_id");
        return network;
    }

    private static String range(JsonNode pair) {
        return pair.path(0).asText() + ":" + pair.path(1).asText();
    }
}
