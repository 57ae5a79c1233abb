package org.octane.world.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.octane.world.database.NailgunRows;

/** The variables of the admin scripts for one node, from its rows in Nailgun. */
public record NodeVariables(NailgunRows rows, JsonNode node) {

    private static final Map<String, String> BRIDGES = Map.of(
            "fuelweb_admin", "br-fw-admin",
            "management", "br-mgmt",
            "public", "br-ex",
            "storage", "br-storage",
            "private", "br-prv");
    private static final Map<String, String> ADDRESSES =
            Map.of("management", "MGMT_IP", "public", "PUBLIC_IP", "storage", "STORAGE_IP");
    private static final long MIB = 1024 * 1024;

    public Map<String, String> variables() {
        var facts = new TreeMap<>(new ClusterVariables(rows).of(node.path("cluster_id")));
        ADDRESSES.values().forEach(name -> facts.put(name, ""));
        facts.put("HOSTNAME", node.path("hostname").asText("node-" + node.path("id")));
        facts.put("ROLES", String.join(" ", texts(node.path("roles"))));
        facts.put("PRIMARY", primary() ? "1" : "0");
        facts.put("ISOLATED", "0");
        facts.put("CONTROLLERS", controllers());
        facts.put("ADMIN_IP", node.path("ip").asText());
        facts.put("DISKS", disks());
        facts.put("PARTITIONS", partitions());
        facts.put(
                "NICS",
                String.join(
                        " ", new LinkedHashSet<>(nics().map(NodeVariables::name).toList())));
        facts.put(
                "MACS",
                nics().map(nic -> name(nic) + "=" + nic.path("mac").asText())
                        .distinct()
                        .collect(Collectors.joining(" ")));
        facts.put("NETWORKS", networks());
        rows.addresses().stream()
                .filter(a -> a.path("node").equals(node.path("id")))
                .filter(a -> ADDRESSES.containsKey(a.path("network_name").asText()))
                .forEach(a -> facts.put(
                        ADDRESSES.get(a.path("network_name").asText()),
                        a.path("ip_addr").asText()));
        return facts;
    }

    /** {@code node-1=192.168.0.3}, of all controllers of its cluster. */
    private String controllers() {
        var words = new ArrayList<String>();
        for (var member : rows.nodes()) {
            if (member.path("cluster_id").equals(node.path("cluster_id"))
                    && texts(member.path("roles")).contains("controller")) {
                rows.addresses().stream()
                        .filter(a -> a.path("node").equals(member.path("id"))
                                && a.path("network_name").asText().equals("management"))
                        .forEach(a -> words.add(member.path("hostname").asText("node-" + member.path("id")) + "="
                                + a.path("ip_addr").asText()));
            }
        }
        return String.join(" ", words);
    }

    /** Nailgun clears the mark after a deployment: then the first controller it is. */
    private boolean primary() {
        if (!texts(node.path("roles")).contains("controller")) {
            return false;
        }
        return rows.nodes().stream()
                .filter(n -> n.path("cluster_id").equals(node.path("cluster_id")))
                .filter(n -> texts(n.path("roles")).contains("controller"))
                .min(java.util.Comparator.comparing((JsonNode n) -> !marked(n))
                        .thenComparing(n -> n.path("id").asInt()))
                .filter(node::equals)
                .isPresent();
    }

    private static boolean marked(JsonNode node) {
        return texts(node.path(node.has("primary_tags") ? "primary_tags" : "primary_roles"))
                .contains("controller");
    }

    private String disks() {
        var words = new ArrayList<String>();
        for (var disk : NailgunRows.parse(node.path("meta")).path("disks")) {
            words.add(name(disk) + ":" + disk.path("size").asLong() / MIB);
        }
        return String.join(" ", words);
    }

    /** {@code <disk>:<what>:<MiB>[:keep]}; what is a volume group or a partition's name. */
    private String partitions() {
        var words = new ArrayList<String>();
        for (var disk : NailgunRows.parse(node.path("volumes"))) {
            for (var volume : disk.path("volumes")) {
                var what = volume.path("type").asText().equals("pv") ? volume.path("vg") : volume.path("name");
                var size = volume.path("size").asLong()
                        - volume.path("lvm_meta_size").asLong();
                if (disk.path("type").asText().equals("disk") && kept(volume) && size > 0) {
                    var keep = volume.path("keep_data").asBoolean() ? ":keep" : "";
                    words.add(disk.path("id").asText() + ":" + what.asText() + ":" + size + keep);
                }
            }
        }
        return String.join(" ", words);
    }

    /** The boot loader's and /boot's are of no interest to anybody. */
    private static boolean kept(JsonNode volume) {
        return List.of("pv", "partition").contains(volume.path("type").asText());
    }

    private String networks() {
        var words = nics().filter(
                        n -> BRIDGES.containsKey(n.path("network_name").asText()))
                .map(n -> BRIDGES.get(n.path("network_name").asText()) + "=" + name(n)
                        + (n.path("vlan_start").isNumber() ? "." + n.path("vlan_start") : ""));
        return String.join(" ", words.toList());
    }

    private Stream<JsonNode> nics() {
        return rows.interfaces().stream().filter(n -> n.path("node_id").equals(node.path("id")));
    }

    private static String name(JsonNode named) {
        return named.path("name").asText();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
