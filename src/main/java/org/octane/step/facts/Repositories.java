package org.octane.step.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.StringJoiner;

/** A cluster's package repositories, out of its editable settings. */
final class Repositories {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Repositories() {}

    /** Lines of an apt source list; the placeholders that Nailgun writes into addresses are filled. */
    static String aptSources(String editable, String master, String version) {
        var lines = new StringJoiner("\n");
        try {
            for (var repository :
                    JSON.readTree(editable).path("repo_setup").path("repos").path("value")) {
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
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A cluster's editable settings are no JSON", e);
        }
        return lines.toString();
    }
}
