package org.octane.astute.repositories;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A repository of packages.
 *
 * @param section empty: the repository is flat
 * @param priority null: none
 */
public record Repository(String name, String uri, String suite, String section, Integer priority) {

    /** @param repository as the settings of a cluster or release name it */
    public static Repository of(JsonNode repository) {
        var priority = repository.path("priority");
        return new Repository(
                repository.path("name").asText(),
                repository.path("uri").asText(),
                repository.path("suite").asText(),
                repository.path("section").asText(),
                priority.asInt() == 0 ? null : priority.asInt());
    }

    /** Where Debian's file about the repository is. */
    public String releaseFile() {
        var base = uri.endsWith("/") ? uri : uri + "/";
        if (!section.isEmpty()) {
            return base + "dists/" + suite + "/Release";
        }
        var folder = suite.replaceAll("^/+", "");
        return base + folder + (folder.isEmpty() || folder.endsWith("/") ? "" : "/") + "Release";
    }
}
