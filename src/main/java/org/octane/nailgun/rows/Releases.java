package org.octane.nailgun.rows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.octane.json.Json;
import org.octane.nailgun.model.Release;
import org.octane.nailgun.model.Version;
import org.octane.plan.Refusal;
import org.octane.sql.Sql;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The releases of Nailgun. */
public final class Releases {

    private final NamedParameterJdbcTemplate jdbc;

    public Releases(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public Release get(int id) {
        return jdbc
                .query(
                        Sql.of("nailgun/rows/release"),
                        Map.of("id", id),
                        (row, n) -> release(Json.read(row.getString(1))))
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Object 'Release' with UID=" + id + " is not found in DB"));
    }

    /** All ids, lowest version first. */
    public List<Release> all() {
        return jdbc.queryForList(Sql.of("nailgun/rows/release-ids"), Map.of(), Integer.class).stream()
                .map(this::get)
                .sorted((one, two) -> one.version().compareTo(two.version()))
                .toList();
    }

    /**
     * Keeps the row for this transaction alone.
     *
     * @return false if there is no such release
     */
    public boolean lock(int id) {
        return !jdbc.queryForList(Sql.of("nailgun/rows/lock-release"), Map.of("id", id))
                .isEmpty();
    }

    /** Whether it has deployment tasks, or the cluster some of its own. */
    public boolean hasTasks(int id, Integer cluster) {
        var ids = Map.of("release_id", id, "cluster_id", cluster == null ? 0 : cluster);
        return jdbc.queryForList(Sql.of("nailgun/rows/deployment-tasks"), ids, String.class).stream()
                .anyMatch(tasks -> !Json.array(tasks).isEmpty());
    }

    /** Version of the release of each cluster. */
    public Map<Integer, String> versions(Collection<Integer> clusters) {
        var versions = new TreeMap<Integer, String>();
        jdbc.query(Sql.of("nailgun/rows/versions-of-clusters"), Map.of("clusters", clusters), row -> {
            versions.put(row.getInt("id"), row.getString("version"));
        });
        return versions;
    }

    private static Release release(JsonNode row) {
        return new Release(
                row.get("id").intValue(),
                row.get("name").textValue(),
                Version.of(row.get("version").textValue()),
                row.get("operating_system").textValue(),
                row.path("is_deployable").asBoolean(!row.get("state").asText().equals("unavailable")),
                row.get("state").asText().equals("available")
                        && row.path("is_deployable").asBoolean(true),
                Json.object(row.path("attributes_metadata").textValue()),
                Json.object(row.path("roles_metadata").textValue()),
                Json.array(row.path("network_roles_metadata").textValue()),
                Json.object(row.path("vmware_attributes_metadata").textValue()),
                Json.object(row.path("networks_metadata").textValue()),
                texts(Json.array(row.path("modes").textValue())),
                texts(Json.array(row.path("can_update_from_versions").textValue())),
                Json.array(row.path("components_metadata").textValue()),
                texts(row.path("extensions")));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
