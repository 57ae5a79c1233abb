package org.octane.astute.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;

/**
 * Generated attributes that name the cluster or its release: images, repositories, Puppet's modules. A clone carries
 * the original's with its passwords; nodes of the seed would be installed from the original's image.
 */
record ReleaseAttributes(ClusterData cluster) {

    private static final List<String> SECTIONS = List.of("provision", "puppet", "cobbler", "repo_setup");

    ObjectNode serialize() {
        var facts = Json.object();
        for (var section : SECTIONS) {
            if (cluster.release().generated().path(section) instanceof ObjectNode declared) {
                facts.set(section, filled(declared));
            }
        }
        return facts;
    }

    private JsonNode filled(JsonNode declared) {
        if (declared.path("generator").asText().equals("identical")) {
            return filled(declared.path("generator_arg"));
        }
        if (declared.isTextual()) {
            return Json.tree(declared.asText()
                    .replace("{settings.MASTER_IP}", cluster.masterIp())
                    .replace("{cluster.id}", String.valueOf(cluster.id()))
                    .replace("{cluster.release.version}", cluster.release().version()));
        }
        if (declared.isObject()) {
            var object = Json.object();
            declared.properties().forEach(field -> object.set(field.getKey(), filled(field.getValue())));
            return object;
        }
        return declared;
    }
}
