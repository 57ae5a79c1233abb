package org.octane.nailgun.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.octane.json.Json;
import org.octane.nailgun.model.Release;
import org.octane.plan.Refusal;

/** The components from which a new cluster is put together since Fuel 8.0, such as {@code hypervisor:qemu}. */
public final class Components {

    /**
     * What components set.
     *
     * @param cluster columns of the cluster
     * @param settings of its attributes: sections with settings with {@code value}
     */
    public record Chosen(ObjectNode cluster, ObjectNode settings) {}

    private final Release release;

    public Components(Release release) {
        this.release = release;
    }

    /** Those that the release does not have. */
    public List<String> unknown(ArrayNode names) {
        var unknown = new ArrayList<String>();
        for (var name : names) {
            if (find(name.asText()) == null) {
                unknown.add(name.asText());
            }
        }
        return unknown;
    }

    public Chosen chosen(ArrayNode names) {
        var unknown = unknown(names);
        if (!unknown.isEmpty()) {
            throw Refusal.invalid(
                    "%s components are not related to release \"%s\".".formatted(unknown, release.name()));
        }
        var bound = Json.object();
        for (var name : names) {
            find(name.asText()).path("bind").forEach(bind -> bind(bound, bind));
        }
        return new Chosen(bound.withObject("/cluster"), bound.withObject("/settings"));
    }

    private JsonNode find(String name) {
        for (var component : release.components()) {
            if (component.path("name").asText().equals(name)) {
                return component;
            }
        }
        return null;
    }

    /** Either a path, which becomes true, or a path with a value: {@code settings:common.libvirt_type.value}. */
    private static void bind(ObjectNode bound, JsonNode bind) {
        var path = bind.isArray() ? bind.path(0).asText() : bind.asText();
        var value = bind.isArray() ? bind.path(1) : Json.<JsonNode>tree(true);
        var parts = new ArrayList<>(List.of(path.split("[:.]")));
        var last = parts.remove(parts.size() - 1);
        if (!parts.isEmpty()) {
            bound.withObject("/" + String.join("/", parts)).set(last, value);
        }
    }
}
