package org.octane.nailgun.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.octane.json.Json;

/**
 * Where the nodes of a release get what they are made of, as Fuel 5.1 and 6.0 have it for each release, and Octane for those that
 * it is given.
 *
 * @param repositories address, and for apt suite and sections, by name: {@code {"nailgun": "http://… precise main"}}
 * @param manifests address of Puppet's manifests, for rsync
 * @param modules address of Puppet's modules, for rsync
 */
public record OrchestratorData(JsonNode repositories, String manifests, String modules) {

    /** So high that apt goes back to an earlier version, too. */
    private static final int PINNED = 1050;

    private static final int URI_SUITE_SECTIONS = 3;

    /** As the facts of Fuel 5.1 and 6.0 name it. */
    public ObjectNode facts() {
        var facts = Json.object().put("puppet_manifests_source", manifests).put("puppet_modules_source", modules);
        facts.set("repo_metadata", repositories);
        return facts;
    }

    /** As the settings of clusters name it since 6.1. */
    public ArrayNode repositoriesAsSettings() {
        var settings = Json.array();
        repositories.properties().forEach(repository -> {
            var words = repository.getValue().asText().strip().split("\\s+", URI_SUITE_SECTIONS);
            var setting = settings.addObject()
                    .put("type", words.length > 1 ? "deb" : "rpm")
                    .put("name", repository.getKey())
                    .put("uri", words[0])
                    .put("priority", PINNED);
            if (words.length > 1) {
                setting.put("suite", words[1]).put("section", words.length > 2 ? words[2] : "");
            }
        });
        return settings;
    }
}
