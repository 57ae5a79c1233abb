package org.octane.step.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** A cluster's package repositories, out of its editable settings. */
final class Repositories {

    private Repositories() {}

    /** Lines of an apt source list; the placeholders that Nailgun writes into addresses are filled. */
    static String aptSources(JsonNode settings, String master, String version) {
        var lines = new StringJoiner("\n");
        for (var repository : settings.path("repo_setup").path("repos").path("value")) {
            if (repository.path("type").asText().startsWith("deb")) {
                lines.add(String.join(
                                " ",
                                repository.path("type").asText(),
                                repository.path("uri").asText(),
                                repository.path("suite").asText(),
                                repository.path("section").asText())
                        .replace("{settings.MASTER_IP}", master)
                        .replace("{cluster.release.version}", version)
                        .strip());
            }
        }
        return lines.toString();
    }
}
