package org.octane.nailgun.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.octane.json.Json;
import org.octane.nailgun.model.Attributes;
import org.octane.nailgun.model.Release;

/**
 * The attributes of a seed: the structure of its release with the values of the original. Repositories stay those of
 * the release; passwords and facts that were generated for the original win.
 */
public final class SeedAttributes {

    private static final Set<String> OF_THE_RELEASE = Set.of("repo_setup");
    private static final String METADATA = "metadata";
    private static final String INSTALLATION = "provision.method";

    private SeedAttributes() {}

    /**
     * @param original changed as the seed's version wants them, with the sections of those plugins that go along
     * @param release the structure with its defaults, generators run
     */
    static Attributes merge(Attributes original, Attributes release) {
        var seed = release.copy();
        original.editable().properties().stream()
                .filter(section -> section.getValue().path(METADATA).has("plugin_id"))
                .forEach(section -> seed.editable().set(section.getKey(), section.getValue()));
        settings(seed.editable(), (section, name, setting) -> {
            var value = original.editable().path(section).path(name).path("value");
            if (!OF_THE_RELEASE.contains(section) && !value.isMissingNode()) {
                setting.set("value", value);
            }
        });
        // Nodes are installed from images, however the original's were: the older way is gone.
        if (seed.editable().path("provision").path("method") instanceof ObjectNode method) {
            method.put("value", "image");
        }
        Json.merge(seed.generated(), original.generated());
        return seed;
    }

    /**
     * Settings that an operator changed from their default and that the new release no longer has, or no longer lets
     * have this value; how nodes are installed is no choice any more.
     */
    public static List<String> lost(Attributes original, Release from, Release to) {
        var defaults = from.attributes().path("editable");
        var offered = to.attributes().path("editable");
        var lost = new ArrayList<String>();
        settings(original.editable(), (section, name, setting) -> {
            var usual = defaults.path(section).path(name).path("value");
            var changed = !usual.isMissingNode() && !isGenerated(usual) && !usual.equals(setting.get("value"));
            if (changed && !OF_THE_RELEASE.contains(section) && !(section + "." + name).equals(INSTALLATION)) {
                if (!offered.path(section).has(name)) {
                    lost.add(section + "." + name);
                } else if (!allows(offered.path(section).path(name).path("values"), setting.get("value"))) {
                    lost.add("%s.%s (%s)"
                            .formatted(section, name, setting.get("value").asText()));
                }
            }
        });
        return lost;
    }

    /** Choices of a menu, each with {@code data}; where there are none every value is right. */
    private static boolean allows(JsonNode choices, JsonNode value) {
        return !choices.isArray()
                || choices.isEmpty()
                || !value.isTextual()
                || StreamSupport.stream(choices.spliterator(), false)
                        .anyMatch(choice -> choice.path("data").equals(value) || choice.equals(value));
    }

    /** Settings with a different value, and generated attributes that are not the original's; no values, no secrets. */
    public static List<String> differences(Attributes original, Attributes seed) {
        var differences = new ArrayList<String>();
        settings(seed.editable(), (section, name, setting) -> {
            var value = original.editable().path(section).path(name).path("value");
            if (!OF_THE_RELEASE.contains(section)
                    && !value.isMissingNode()
                    && !value.equals(setting.get("value"))
                    && !(section + "." + name).equals(INSTALLATION)) {
                differences.add("attribute " + section + "." + name);
            }
        });
        compare("generated attribute ", original.generated(), seed.generated(), differences);
        return differences;
    }

    private static void compare(String path, JsonNode original, JsonNode seed, List<String> differences) {
        original.properties().forEach(field -> {
            var name = path + field.getKey();
            var other = seed.path(field.getKey());
            if (field.getValue().isObject() && other.isObject()) {
                compare(name + ".", field.getValue(), other, differences);
            } else if (!field.getValue().equals(other)) {
                differences.add(name);
            }
        });
    }

    private static boolean isGenerated(JsonNode value) {
        return value.isObject() && value.has("generator");
    }

    private interface Visitor {
        void visit(String section, String name, ObjectNode setting);
    }

    private static void settings(ObjectNode editable, Visitor visitor) {
        editable.properties().forEach(section -> section.getValue().properties().forEach(field -> {
            if (!field.getKey().equals(METADATA)
                    && field.getValue() instanceof ObjectNode setting
                    && setting.has("value")) {
                visitor.visit(section.getKey(), field.getKey(), setting);
            }
        }));
    }
}
