package org.octane.nailgun.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.octane.json.Json;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.rows.EnumTypes;
import org.octane.nailgun.rows.Releases;
import org.octane.nailgun.rows.Rows;
import org.octane.nailgun.rows.Tables;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Adds, changes and removes releases. What of a release this Nailgun has no column for is left out, as Nailgun itself
 * does; but not what an update depends on. The caller gives the transaction.
 */
final class ReleaseChange {

    private static final String UPDATES = "can_update_from_versions";
    private static final String MASTERS = "compatible_fuel_versions";
    private static final List<String> WORDS = List.of("name", "version", "description", "operating_system");

    /** JSON columns with what a new release has in them if nothing is said. */
    private static final Map<String, String> DOCUMENTS = documents();

    private final NamedParameterJdbcTemplate jdbc;
    private final Rows rows;
    private final EnumTypes enums;
    private final ReleaseSources orchestrator;
    private final Releases releases;

    ReleaseChange(Tables tables) {
        this.jdbc = tables.jdbc();
        this.rows = tables.rows();
        this.enums = new EnumTypes(tables.jdbc());
        this.orchestrator = new ReleaseSources(tables.jdbc(), tables.rows());
        this.releases = tables.releases();
    }

    /** @return id of the release */
    int add(ObjectNode release) {
        var values = values(release);
        values.putIfAbsent("state", release.path("is_deployable").asBoolean(true) ? "available" : "unavailable");
        DOCUMENTS.forEach(values::putIfAbsent);
        try {
            var id = rows.insert("releases", values);
            orchestrator.put(id, release.path("version").textValue(), release.path(ReleaseSources.FIELD));
            return id;
        } catch (DuplicateKeyException e) {
            throw taken();
        }
    }

    void change(int id, ObjectNode release) {
        var current = lock(id);
        checkRoles(id, release.path("roles_metadata"));
        var values = values(release);
        try {
            if (!values.isEmpty()) {
                rows.change("releases", id, values);
            }
        } catch (DuplicateKeyException e) {
            throw taken();
        }
        var version = release.path("version").asText(current.version().toString());
        orchestrator.put(id, version, release.path(ReleaseSources.FIELD));
    }

    void remove(int id) {
        lock(id);
        if (jdbc.queryForObject(Sql.of("nailgun/admin/release-in-use"), Map.of("id", id), Boolean.class)
                || rows.has("clusters", ClusterChange.PENDING)
                        && jdbc.queryForObject(
                                Sql.of("nailgun/admin/release-pending"), Map.of("id", id), Boolean.class)) {
            throw Refusal.conflict("Can't delete release with clusters assigned");
        }
        orchestrator.remove(id);
        try {
            jdbc.update(Sql.of("nailgun/admin/delete-release"), Map.of("id", id));
        } catch (DataIntegrityViolationException e) {
            // Later releases of Nailgun have more tables that hang on a release.
            throw Refusal.conflict("Can't delete release that is in use");
        }
    }

    private Release lock(int id) {
        if (jdbc.queryForList(Sql.of("nailgun/rows/lock-release"), Map.of("id", id))
                .isEmpty()) {
            throw Refusal.notFound("Release not found");
        }
        return releases.get(id);
    }

    private void checkRoles(int id, JsonNode roles) {
        if (!roles.isObject()) {
            return;
        }
        var used =
                new TreeSet<>(jdbc.queryForList(Sql.of("nailgun/admin/roles-in-use"), Map.of("id", id), String.class));
        used.removeIf(roles::has);
        if (!used.isEmpty()) {
            throw Refusal.conflict(
                    "Cannot delete roles already assigned to nodes: %s".formatted(String.join(",", used)));
        }
    }

    private Map<String, Object> values(ObjectNode release) {
        var values = new HashMap<String, Object>();
        for (var column : WORDS) {
            if (release.has(column)) {
                values.put(column, release.get(column).textValue());
            }
        }
        for (var column : List.of(UPDATES, MASTERS)) {
            if (release.has(column) && !release.get(column).isEmpty() && !rows.has("releases", column)) {
                throw Rows.missing("releases." + column);
            }
        }
        for (var column : DOCUMENTS.keySet()) {
            if (release.has(column)) {
                values.put(column, release.get(column).toString());
            }
        }
        if (release.has("state")) {
            values.put(
                    "state", enums.known("release_state", release.get("state").textValue()));
        }
        if (release.has("is_deployable")) {
            values.put("is_deployable", release.get("is_deployable").booleanValue());
        }
        if (release.has("extensions")) {
            values.put("extensions", Json.<List<String>>value(release.get("extensions")));
        }
        values.keySet().removeIf(column -> !rows.has("releases", column));
        return values;
    }

    private static Map<String, String> documents() {
        var documents = new TreeMap<String, String>();
        for (var column : List.of("networks", "attributes", "volumes", "modes", "roles", "wizard", "tags")) {
            documents.put(column + "_metadata", "{}");
        }
        for (var column : List.of("node_attributes", "nic_attributes", "bond_attributes")) {
            documents.put(column, "{}");
        }
        for (var column : List.of(
                UPDATES,
                MASTERS,
                "deployment_tasks",
                "vmware_attributes_metadata",
                "modes",
                "network_roles_metadata",
                "components_metadata")) {
            documents.put(column, "[]");
        }
        return documents;
    }

    private static RuntimeException taken() {
        return Refusal.conflict("Release with the same name and version already exists");
    }
}
