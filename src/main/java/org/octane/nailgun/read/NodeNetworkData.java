package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.octane.json.Json;
import org.octane.nailgun.model.Subnet;
import org.octane.nailgun.rows.JsonRow;

/** What the API tells of a node's networks, from the rows of its wiring. */
final class NodeNetworkData {

    private NodeNetworkData() {}

    static ArrayNode of(JsonNode wires) {
        var data = Json.array();
        for (var wire : wires) {
            var entry = data.addObject();
            entry.set("name", wire.get("name"));
            entry.set("cidr", wire.get("cidr"));
            entry.set("vlan", wire.get("vlan"));
            entry.set("dev", wire.get("dev"));
            if (wire.hasNonNull("ip") && wire.hasNonNull("cidr")) {
                var cidr = wire.get("cidr").textValue();
                var subnet = Subnet.find(cidr).orElseThrow(() -> JsonRow.of("network_groups", wire)
                        .holds("cidr", "'" + cidr + "'", Subnet.WORDS));
                entry.put("ip", wire.get("ip").textValue() + "/" + subnet.prefix());
                entry.put("netmask", subnet.netmask());
                entry.put("brd", subnet.broadcast());
                entry.set("gateway", wire.get("gateway"));
            }
        }
        return data;
    }
}
