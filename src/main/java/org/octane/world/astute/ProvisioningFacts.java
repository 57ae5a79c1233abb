package org.octane.world.astute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A node's entry in {@code provisioning_info}, as variables of the admin script {@code provision-node}. */
record ProvisioningFacts(JsonNode node) {

    private static final Pattern IMAGE_OF = Pattern.compile("/env_(\\d+)_");

    String uid() {
        return node.path("uid").asText();
    }

    Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("ENV_ID", cluster());
        variables.put("HOSTNAME", node.path("name").asText());
        variables.put("NICS", String.join(" ", names(node.path("interfaces"))));
        var macs = new ArrayList<String>();
        node.path("interfaces")
                .properties()
                .forEach(nic -> macs.add(
                        nic.getKey() + "=" + nic.getValue().path("mac_address").asText()));
        variables.put("MACS", String.join(" ", macs));
        node.path("interfaces")
                .forEach(nic -> nic.path("ip_address").asText("").lines().forEach(ip -> variables.put("ADMIN_IP", ip)));
        var disks = new ArrayList<String>();
        var partitions = new ArrayList<String>();
        node.path("ks_meta").path("pm_data").path("ks_spaces").forEach(space -> {
            if (space.path("type").asText().equals("disk")) {
                var disk = space.path("name").asText();
                disks.add(disk + ":" + space.path("size").asLong());
                space.path("volumes").forEach(volume -> partition(disk, volume, partitions));
            }
        });
        variables.put("DISKS", String.join(" ", disks));
        variables.put("PARTITIONS", String.join(" ", partitions));
        return variables;
    }

    /** Images are built per environment, and nothing else in the message names it. */
    private String cluster() {
        for (JsonNode image : node.path("ks_meta").path("image_data")) {
            var found = IMAGE_OF.matcher(image.path("uri").asText());
            if (found.find()) {
                return found.group(1);
            }
        }
        return "";
    }

    private static void partition(String disk, JsonNode volume, List<String> partitions) {
        var type = volume.path("type").asText();
        var name = type.equals("pv")
                ? volume.path("vg").asText()
                : volume.path("name").asText();
        var size = volume.path("size").asLong() - volume.path("lvm_meta_size").asLong();
        if (!List.of("pv", "partition").contains(type) || size <= 0) {
            return;
        }
        partitions.add(
                disk + ":" + name + ":" + size + (volume.path("keep_data").asBoolean() ? ":keep" : ""));
    }

    static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
