package org.octane.nailgun.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Set;
import org.octane.json.Json;

/** Disks as the API shows them: the volumes that an operator may size, without what a disk needs for booting and LVM. */
public final class Disks {

    private static final Set<String> VOLUMES = Set.of("pv", "partition");

    private Disks() {}

    /**
     * @param volumes as Nailgun keeps them: disks with all that is on them, then volume groups; sizes in MiB
     * @param bootable whether it is told from which disk a node boots, as since Fuel 9.1
     */
    public static ArrayNode of(ArrayNode volumes, boolean bootable) {
        var disks = Json.array();
        for (var disk : volumes) {
            if (!"disk".equals(disk.path("type").textValue())) {
                continue;
            }
            var shown = disks.addObject();
            shown.set("id", disk.get("id"));
            shown.set("name", disk.get("name"));
            shown.set("size", disk.get("free_space"));
            shown.set("extra", disk.get("extra"));
            if (bootable) {
                shown.put("bootable", disk.path("bootable").booleanValue());
            }
            var shownVolumes = shown.putArray("volumes");
            for (var volume : disk.path("volumes")) {
                if (VOLUMES.contains(volume.path("type").textValue())) {
                    shownVolumes
                            .addObject()
                            .put("name", nameOf(volume))
                            .put(
                                    "size",
                                    volume.path("size").longValue()
                                            - volume.path("lvm_meta_size").longValue())
                            .put("keep_data", volume.path("keep_data").booleanValue());
                }
            }
        }
        return disks;
    }

    /** Volumes of LVM go by the name of their group. */
    static String nameOf(JsonNode volume) {
        return volume.has("vg")
                ? volume.get("vg").textValue()
                : volume.path("name").textValue();
    }
}
