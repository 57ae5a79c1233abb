package org.octane.nailgun.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.octane.json.Json;
import org.octane.nailgun.rows.JsonRow;
import org.octane.nailgun.rows.MasterAddress;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Unreadable;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Where the nodes of a release get its packages and Puppet's modules and manifests from. */
public final class ReleaseSources {

    static final String FIELD = "orchestrator_data";

    private static final String TABLE = "release_orchestrator_data";
    private static final String REPOSITORIES = "repo_metadata";
    private static final List<String> SOURCES = List.of("puppet_manifests_source", "puppet_modules_source");

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;

    public ReleaseSources(NamedParameterJdbcTemplate jdbc, Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** @param data with {@code {MASTER_IP}} and {@code {OPENSTACK_VERSION}} still in it; missing: nothing is done */
    void put(int release, String version, JsonNode data) {
        if (!data.isObject()) {
            return;
        }
        if (!rows.has(TABLE)) {
            throw Rows.missing("table " + TABLE);
        }
        var master = new MasterAddress(jdbc).address();
        var repositories = Json.object();
        data.path(REPOSITORIES)
                .properties()
                .forEach(repository -> repositories.set(
                        repository.getKey(),
                        repository.getValue().isTextual()
                                ? Json.tree(filled(repository.getValue().textValue(), master, version))
                                : repository.getValue()));
        var values = new HashMap<String, Object>();
        values.put(REPOSITORIES, repositories.toString());
        SOURCES.forEach(source -> values.put(source, filled(data.path(source).asText(), master, version)));
        var present = jdbc.queryForList(Sql.of("nailgun/admin/orchestrator-data"), Map.of("id", release));
        if (present.isEmpty()) {
            values.put("release_id", release);
            rows.insert(TABLE, values);
        } else {
            rows.change(TABLE, ((Number) present.get(0).get("id")).intValue(), values);
        }
    }

    void remove(int release) {
        if (rows.has(TABLE)) {
            jdbc.update(Sql.of("nailgun/admin/delete-orchestrator-data"), Map.of("id", release));
        }
    }

    /** Adds what is known of the release to its answer; nothing if nothing is. */
    public ObjectNode addTo(ObjectNode release) {
        if (rows.has(TABLE)) {
            for (var row : jdbc.queryForList(
                    Sql.of("nailgun/admin/orchestrator-data"),
                    Map.of("id", release.get("id").intValue()))) {
                Unreadable.set(release, FIELD, () -> shown(row));
            }
        }
        return release;
    }

    private static ObjectNode shown(Map<String, Object> row) {
        var shown = Json.object();
        shown.set(REPOSITORIES, JsonRow.of(TABLE, row).objectOrNull(REPOSITORIES));
        SOURCES.forEach(source -> shown.put(source, (String) row.get(source)));
        return shown;
    }

    private static String filled(String text, String master, String version) {
        return text.replace("{MASTER_IP}", master).replace("{OPENSTACK_VERSION}", version);
    }
}
