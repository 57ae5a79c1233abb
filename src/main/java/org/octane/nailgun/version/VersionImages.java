package org.octane.nailgun.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.Release;

/**
 * The images of an operating system that the Fuel master makes for a cluster. Nailgun names them by cluster and operating system, and
 * the master makes none that is there: nodes of another release of the same system would be installed with the packages of the one
 * before. So the name says the release too.
 */
final class VersionImages {

    private VersionImages() {}

    /** @param attributes changed in place */
    static Attributes named(Attributes attributes, int cluster, Release release) {
        attributes.generated().path("provision").path("image_data").forEach(image -> {
            if (image instanceof ObjectNode object && object.path("uri").isTextual()) {
                var uri = object.get("uri").textValue();
                object.put(
                        "uri",
                        uri.replaceFirst(
                                "/env_" + cluster + "_(?:[a-z0-9.]+-\\d+\\.\\d+_)?",
                                "/env_" + cluster + "_" + release.version() + "_"));
            }
        });
        return attributes;
    }
}
