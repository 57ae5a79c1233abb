package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.stream.Collectors;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Node;
import org.octane.nailgun.deployment.Port;

/** The argument {@code provisioning_info}: how nodes are installed. */
public record ProvisioningInfo(ClusterData cluster, MasterSettings master) {

    private static final String BOOTSTRAP_KEY = "/root/.ssh/bootstrap.rsa";
    private static final String SYSTEM_KEY = "/root/.ssh/id_rsa";

    public ObjectNode serialize(Collection<Integer> nodes, PreservedVolumes kept) {
        var attributes = MergedAttributes.merged(cluster);
        // An operator may have put others in the place of what is made.
        var info = cluster.rows().get("cluster").path("replaced_provisioning_info") instanceof ObjectNode replaced
                        && !replaced.isEmpty()
                ? replaced.deepCopy()
                : Json.object().<ObjectNode>set("engine", engine(cluster.masterIp(), master));
        var tolerance = info.putArray("fault_tolerance");
        var chosen =
                cluster.everyNode().stream().filter(n -> nodes.contains(n.id())).toList();
        cluster.release().roles().properties().forEach(role -> {
            var share = role.getValue().path("fault_tolerance").asText("");
            // of a role without such a share Astute lets no node fail
            if (share.matches("\\d{1,3}%")) {
                tolerance
                        .addObject()
                        .put("percentage", Integer.parseInt(share.substring(0, share.length() - 1)))
                        .set(
                                "uids",
                                Json.array(chosen.stream()
                                        .filter(n -> n.roles().contains(role.getKey()))
                                        .map(Node::uid)
                                        .toList()));
            }
        });
        var entries = info.putArray("nodes");
        chosen.forEach(node -> entries.add(
                node.replacedProvisioning().isEmpty() ? node(node, attributes, kept) : replaced(node, kept)));
        info.set("pre_provision", new ImageBuild(cluster).tasks(attributes));
        return info;
    }

    private static ObjectNode replaced(Node node, PreservedVolumes kept) {
        var entry = (ObjectNode) node.replacedProvisioning().deepCopy();
        kept.markIn(entry.at("/ks_meta/pm_data/ks_spaces"));
        return entry;
    }

    public static ObjectNode engine(String masterIp, MasterSettings master) {
        return Json.object()
                .put("master_ip", masterIp)
                .put("url", master.cobbler().url())
                .put("username", master.cobbler().user())
                .put("password", master.cobbler().password());
    }

    private ObjectNode node(Node node, JsonNode attributes, PreservedVolumes kept) {
        var fqdn = node.hostname() + "." + master.dnsDomain();
        var admin = adminNic(node);
        var entry = Json.object();
        entry.put("uid", node.uid());
        entry.put("name", node.hostname());
        entry.put("slave_name", node.hostname());
        entry.put("hostname", fqdn);
        entry.put("profile", attributes.path("cobbler").path("profile").asText());
        entry.put("name_servers", quoted(master.dnsServers()));
        entry.put("name_servers_search", quoted(master.dnsDomain()));
        entry.put("netboot_enabled", "1");
        entry.put("power_type", "ssh");
        entry.put("power_user", "root");
        entry.put("power_address", node.ip());
        entry.put("power_pass", node.status().equals("discover") ? BOOTSTRAP_KEY : SYSTEM_KEY);
        var options = entry.putObject("kernel_options");
        options.put("netcfg/choose_interface", admin.mac());
        options.put(
                "udevrules",
                node.nics().stream().map(nic -> nic.mac() + "_" + nic.name()).collect(Collectors.joining(",")));
        interfaces(entry, node, admin, fqdn);
        entry.set("ks_meta", new KickstartMeta(cluster, master).serialize(node, attributes, kept));
        return entry;
    }

    private void interfaces(ObjectNode entry, Node node, Port admin, String fqdn) {
        var interfaces = entry.putObject("interfaces");
        var extra = entry.putObject("interfaces_extra");
        for (var nic : node.nics()) {
            var one = interfaces
                    .putObject(nic.name())
                    .put("mac_address", nic.mac())
                    .put("static", "0");
            extra.putObject(nic.name())
                    .put("onboot", nic.equals(admin) ? "yes" : "no")
                    .put("peerdns", "no");
            if (nic.equals(admin)) {
                one.put("dns_name", fqdn);
                one.put("ip_address", node.addresses().get(ClusterData.ADMIN));
                one.put("netmask", cluster.network(ClusterData.ADMIN).cidr().netmask());
            }
        }
    }

    /** The NIC that the admin network is on; of a bond, the slave that boots from it. */
    private static Port adminNic(Node node) {
        return node.nics().stream()
                .filter(nic -> nic.networks().contains(ClusterData.ADMIN))
                .findFirst()
                .or(() -> node.nics().stream().filter(Port::pxe).findFirst())
                .orElseThrow(() -> new IllegalStateException("Node " + node.id() + " has no admin interface"));
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
