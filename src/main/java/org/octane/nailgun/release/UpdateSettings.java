package org.octane.nailgun.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.octane.json.Json;
import org.octane.nailgun.model.OrchestratorData;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.MasterAddress;
import org.octane.nailgun.rows.Rows;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The settings of a cluster that gets another release of the same OpenStack: its own, with that release's repositories in the place
 * of those that the current one declares. The real Nailgun leaves them as they are since 6.1, so that its updates change nothing.
 */
public final class UpdateSettings {

    private static final String TABLE = "release_orchestrator_data";
    private static final String SECTION = "repo_setup";

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;

    public UpdateSettings(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.rows = new Rows(jdbc);
    }

    /** What is said of the release's sources by itself; empty: its attributes say it. */
    public Optional<OrchestratorData> orchestratorData(int release) {
        if (!rows.has(TABLE)) {
            return Optional.empty();
        }
        return jdbc
                .query(
                        Sql.of("nailgun/release/orchestrator-data"),
                        Map.of("release", release),
                        (row, i) -> new OrchestratorData(
                                JsonRow.of(TABLE, "release_id", release, row.getString("repo_metadata"))
                                        .object("repo_metadata"),
                                row.getString("puppet_manifests_source"),
                                row.getString("puppet_modules_source")))
                .stream()
                .findFirst();
    }

    /** Whether anybody says where the packages of the release are. */
    public boolean areKnown(Release target) {
        return !declared(target, target.id()).isEmpty();
    }

    /** @param editable the cluster's own, which stay as they are */
    public ObjectNode of(int cluster, ObjectNode editable, Release current, Release target) {
        var settings = editable.deepCopy();
        if (target.id() != current.id()) {
            var repositories = settings.withObjectProperty(SECTION).withObjectProperty("repos");
            repositories.set("value", repositories(cluster, repositories.path("value"), current, target));
        }
        return settings;
    }

    /** The release's own among repositories of settings, those with a priority: a line each, {@code URI SUITE}. */
    public static String pinned(JsonNode editable) {
        var lines = new StringJoiner("\n");
        editable.at("/" + SECTION + "/repos/value").forEach(repository -> {
            if (repository.path("priority").asInt() > 0) {
                lines.add((repository.path("uri").asText() + " "
                                + repository.path("suite").asText())
                        .strip());
            }
        });
        return lines.toString();
    }

    /** Those of the target, and those that an operator has added; what a rollback leads back to is what the cluster has. */
    private ArrayNode repositories(int cluster, JsonNode present, Release current, Release target) {
        var repositories = declared(target, cluster);
        var names = names(repositories);
        names.addAll(names(declared(current, cluster)));
        present.forEach(repository -> {
            if (!names.contains(repository.path("name").asText())) {
                repositories.add(repository);
            }
        });
        return repositories;
    }

    private ArrayNode declared(Release release, int cluster) {
        return orchestratorData(release.id())
                .map(OrchestratorData::repositoriesAsSettings)
                .orElseGet(() -> Json.array(filled(release, cluster).at("/editable/" + SECTION + "/repos/value")));
    }

    private JsonNode filled(Release release, int cluster) {
        var generators = new AttributeGenerators(new MasterAddress(jdbc).address(), release.version(), cluster);
        return generators.fill(release.attributes());
    }

    private static Set<String> names(JsonNode repositories) {
        var names = new HashSet<String>();
        repositories.forEach(repository -> names.add(repository.path("name").asText()));
        return names;
    }
}
