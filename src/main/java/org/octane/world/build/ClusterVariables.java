package org.octane.world.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.octane.world.database.NailgunRows;

/** The variables of the admin scripts that are the same for all nodes of a cluster. */
record ClusterVariables(NailgunRows rows) {

    private static final List<String> ALWAYS_SET =
            List.of("RELEASE", "MGMT_VIP", "PUBLIC_VIP", "MGMT_VROUTER_VIP", "PUBLIC_VROUTER_VIP", "PUBLIC_GATEWAY");

    /** @param cluster JSON null: a server of no cluster */
    Map<String, String> of(JsonNode cluster) {
        var facts = new TreeMap<String, String>();
        ALWAYS_SET.forEach(name -> facts.put(name, ""));
        facts.put("ENV_ID", cluster.asText("").replace("null", ""));
        facts.put("MASTER_IP", masterAddress());
        if (!cluster.isNumber()) {
            return facts;
        }
        rows.clusters().stream()
                .filter(c -> c.path("id").equals(cluster))
                .forEach(c -> facts.put("RELEASE", c.path("release").asText()));
        for (var address : rows.addresses()) {
            if (address.path("cluster_id").equals(cluster)) {
                vip(facts, address);
            }
        }
        return facts;
    }

    private String masterAddress() {
        return rows.addresses().stream()
                .filter(a -> a.path("network_name").asText().equals("fuelweb_admin")
                        && a.path("node").isNull())
                .map(a -> a.path("ip_addr").asText())
                .findFirst()
                .orElse("10.20.0.2");
    }

    /** Up to 8.0 a VIP is named by its type in its network; from 9.0 on by a name of its own. */
    private static void vip(Map<String, String> facts, JsonNode address) {
        var network = address.path("network_name").asText();
        if (network.equals("public") && address.path("gateway").isTextual()) {
            facts.put("PUBLIC_GATEWAY", address.path("gateway").asText());
        }
        if (!address.path("node").isNull()) {
            return;
        }
        var name =
                address.path(address.has("vip_name") ? "vip_name" : "vip_type").asText();
        var side = network.equals("public") ? "PUBLIC" : network.equals("management") ? "MGMT" : "";
        switch (name) {
            case "haproxy", "management", "public" -> put(facts, side, "VIP", address);
            case "vrouter", "vrouter_pub" -> put(facts, side, "VROUTER_VIP", address);
            default -> {
                // VIPs of plugins have no stand-in.
            }
        }
    }

    private static void put(Map<String, String> facts, String side, String name, JsonNode address) {
        if (!side.isEmpty()) {
            facts.put(side + "_" + name, address.path("ip_addr").asText());
        }
    }
}
