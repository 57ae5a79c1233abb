package org.octane.astute.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.EnabledPlugin;

/** The facts that all nodes of a cluster have in common. */
record CommonFacts(ClusterData cluster, MasterSettings master) {

    private static final int MOUNT_POINTS = 2;
    private static final String CIRROS = "/usr/share/cirros-testvm/cirros-x86_64-disk.img";

    ObjectNode serialize() {
        var facts = MergedAttributes.merged(cluster);
        facts.put("deployment_id", cluster.id());
        facts.put("deployment_mode", cluster.mode());
        facts.put("fuel_version", cluster.fuelVersion());
        new UpdatedRelease(cluster).addTo(facts);
        facts.put("master_ip", cluster.masterIp());
        facts.put(
                "management_network_range", cluster.network("management").cidr().text());
        facts.put("storage_network_range", cluster.network("storage").cidr().text());
        cluster.nodes().stream()
                .filter(node -> node.has("controller"))
                .max(Comparator.comparingInt(ClusterData.Node::id))
                .ifPresent(last -> facts.put("last_controller", last.hostname()));
        var points = facts.putArray("mp");
        for (int i = 1; i <= MOUNT_POINTS; i++) {
            points.addObject().put("point", String.valueOf(i)).put("weight", String.valueOf(i));
        }
        facts.putObject("test_vm_image")
                .put("container_format", "bare")
                .put("disk_format", "qcow2")
                .put("glance_properties", "")
                .put("img_name", "TestVM")
                .put("img_path", CIRROS)
                .put("min_ram", 64)
                .put("os_name", "cirros")
                .put("public", "true");
        storage(facts);
        if (cluster.nodes().stream().anyMatch(node -> node.has("cinder"))) {
            facts.put("use_cinder", true);
        }
        collector(facts);
        new NeutronFacts(cluster).addTo(facts);
        if (cluster.masterVersion() >= 8) {
            facts.set(
                    "plugins",
                    Json.array(
                            cluster.plugins().stream().map(EnabledPlugin::name).toList()));
        }
        facts.set("nodes", new NodeList(cluster, master.dnsDomain()).serialize());
        if (cluster.release().fuel() >= 7) {
            facts.set("network_metadata", new NetworkMetadata(cluster, master.dnsDomain()).serialize());
        } else {
            vipsOf61(facts);
        }
        return facts;
    }

    private void storage(ObjectNode facts) {
        var storage = facts.withObjectProperty("storage");
        int copies = Math.max(1, storage.path("osd_pool_size").asInt(2));
        new PlacementGroups(PlacementGroups.osds(cluster), copies).addTo(storage);
    }

    /** Statistics are nothing that an upgrade turns on. */
    private static void collector(ObjectNode facts) {
        var collector = facts.withObjectProperty("workloads_collector");
        collector.put("create_user", false);
        var user = collector.remove("user");
        if (user != null) {
            collector.set("username", user);
        }
    }

    private void vipsOf61(ObjectNode facts) {
        for (var vip : cluster.vips()) {
            var kind = vip.name().startsWith("vrouter") ? "vrouter_vip" : "vip";
            facts.put(vip.network() + "_" + kind, vip.address());
        }
    }
}
