package org.octane.nailgun.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Where a cluster keeps what its tenants store, as its settings say.
 *
 * @param images in Ceph; empty: the settings do not say
 * @param objects in Ceph; where not both of these are, Fuel installs Swift on the controllers; empty: the settings do not say
 * @param vmDisks of VMs that have no volume as their disk, in Ceph; empty: the settings do not say
 * @param volumes in Ceph; empty: the settings do not say
 */
public record Storage(
        Optional<Boolean> images, Optional<Boolean> objects, Optional<Boolean> vmDisks, Optional<Boolean> volumes) {

    /** @param editable settings of the cluster that operators edit */
    public static Storage of(JsonNode editable) {
        var section = editable.path("storage");
        return new Storage(
                value(section, "images_ceph"),
                value(section, "objects_ceph"),
                value(section, "ephemeral_ceph"),
                value(section, "volumes_ceph"));
    }

    private static Optional<Boolean> value(JsonNode section, String name) {
        var value = section.path(name).path("value");
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }
}
