package org.octane.nailgun.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.octane.nailgun.model.Version;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.Unreadable;

/** An interface or a bond of a node as the API shows it, by the columns of its row and the release of its cluster. */
final class InterfaceAnswer {

    /** Since Fuel 6.1. */
    private static final List<String> NEWER = List.of("interface_properties", "offloading_modes", "pxe", "meta");

    /** Since Fuel 9.1 they are attributes. */
    private static final List<String> PROPERTIES =
            List.of("interface_properties", "offloading_modes", "bond_properties");

    private static final String ATTRIBUTES = "attributes";

    private InterfaceAnswer() {}

    static ObjectNode of(JsonNode row) {
        boolean bond = row.path("type").asText().equals("bond");
        var shown = (bond ? ApiColumns.INTERFACE.in("node_bond_interfaces") : ApiColumns.INTERFACE).of(row);
        var release = row.path("release_version").textValue();
        if (release != null && Version.of(release).fuelBefore("6.1")) {
            shown.remove(NEWER);
        }
        if (row.has(ATTRIBUTES)) {
            shown.remove(PROPERTIES);
        }
        if (bond) {
            shown.remove("id");
            var slaves = shown.putArray("slaves");
            row.path("slaves").forEach(slave -> slaves.addObject().set("name", slave.get("name")));
            if (row.has(ATTRIBUTES)) {
                Unreadable.set(shown, "meta", () -> CommonModes.of(row.path("slaves")));
            }
        }
        return shown;
    }

    /** Column of text with JSON; an object if there is none. */
    static ObjectNode meta(JsonNode row) {
        return JsonRow.of("node_nic_interfaces", row).object("meta");
    }
}
