package org.octane.nailgun.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.disk.BasePartitions;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.Version;

/**
 * What changes in a cluster's data when it goes from one version of Fuel to another. A change belongs to a version and
 * is made when the way leads past it. Those of 6.1 and 9.0 are the changes of Nailgun's extension cluster_upgrade.
 */
public final class Transformations {

    private static final Map<String, Map<String, String>> VIPS_OF_7_0 = Map.of(
            "management", Map.of("haproxy", "management", "vrouter", "vrouter"),
            "public", Map.of("haproxy", "public", "vrouter", "vrouter_pub"));

    private final Version from;
    private final Version to;

    public Transformations(Version from, Version to) {
        this.from = from;
        this.to = to;
    }

    /** Attributes of the original, changed as the seed's version wants them; the argument stays as it is. */
    public Attributes attributes(Attributes original) {
        var changed = original.copy();
        if (from.passes("6.1", to)) {
            setting(changed, "provision", "method").put("value", "image");
        }
        if (from.passes("7.0", to) && !original.editable().has("public_ssl")) {
            // New in 7.0 and on by default. The seed has the original's endpoints, and those are without TLS.
            var tls = changed.editable().putObject("public_ssl");
            tls.putObject("horizon").put("value", false);
            tls.putObject("services").put("value", false);
        }
        if (from.passes("9.0", to)) {
            split(setting(changed, "external_dns", "dns_list"));
            split(setting(changed, "external_ntp", "ntp_list"));
            changed.generated().remove("provision");
        }
        return changed;
    }

    /** The seed's name of a virtual address; null if the seed has no such one. */
    public String vip(String network, String name) {
        if (!from.passes("7.0", to)) {
            return name;
        }
        return VIPS_OF_7_0.getOrDefault(network, Map.of()).get(name);
    }

    /** Volumes of a node that goes along: partitions instead of the logical volumes of the base system. */
    public ArrayNode volumes(ArrayNode original) {
        return from.passes("6.1", to) ? BasePartitions.of(original) : original;
    }

    private static ObjectNode setting(Attributes attributes, String section, String name) {
        return attributes.editable().path(section).path(name) instanceof ObjectNode setting ? setting : Json.object();
    }

    private static void split(ObjectNode setting) {
        JsonNode value = setting.path("value");
        if (value.isTextual() || value.isNull()) {
            var list = setting.put("type", "text_list").putArray("value");
            for (var part : value.asText("").split(",")) {
                // an empty list is one without names, not one of an empty name
                if (!part.isBlank()) {
                    list.add(part.strip());
                }
            }
        }
    }
}
