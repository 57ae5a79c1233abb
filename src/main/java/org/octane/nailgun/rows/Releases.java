package org.octane.nailgun.rows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String TABLE = "releases";

    private final NamedParameterJdbcTemplate jdbc;

    public Releases(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public Release get(int id) {
        return row(id).map(row -> release(row, JsonRow.of(TABLE, row)))
                .orElseThrow(() -> Refusal.notFound("Object 'Release' with UID=" + id + " is not found in DB"));
    }

    /**
     * All, lowest version first, without what their columns of JSON say: a release that can't be read is in nobody's way who wants
     * another one.
     */
    public List<Release> names() {
        return jdbc.queryForList(Sql.of("nailgun/rows/release-ids"), Map.of(), Integer.class).stream()
                .flatMap(id -> row(id).stream())
                .map(row -> release(row, JsonRow.of(TABLE, Json.object())))
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
        return jdbc.queryForList(Sql.of("nailgun/rows/deployment-tasks"), ids).stream()
                .map(row -> JsonRow.of(row.get("of").toString(), row).list("deployment_tasks"))
                .anyMatch(tasks -> !tasks.isEmpty());
    }

    /** Version of the release of each cluster. */
    public Map<Integer, String> versions(Collection<Integer> clusters) {
        var versions = new TreeMap<Integer, String>();
        jdbc.query(Sql.of("nailgun/rows/versions-of-clusters"), Map.of("clusters", clusters), row -> {
            versions.put(row.getInt("id"), row.getString("version"));
        });
        return versions;
    }

    private Optional<JsonNode> row(int id) {
        return jdbc
                .query(Sql.of("nailgun/rows/release"), Map.of("id", id), (row, n) -> Json.read(row.getString(1)))
                .stream()
                .findFirst();
    }

    private static Release release(JsonNode row, JsonRow documents) {
        return new Release(
                row.get("id").intValue(),
                row.get("name").textValue(),
                Version.of(row.get("version").textValue()),
                row.get("operating_system").textValue(),
                row.path("is_deployable").asBoolean(!row.get("state").asText().equals("unavailable")),
                row.get("state").asText().equals("available")
                        && row.path("is_deployable").asBoolean(true),
                documents.object("attributes_metadata"),
                documents.object("roles_metadata"),
                documents.list("network_roles_metadata"),
                documents.object("vmware_attributes_metadata"),
                documents.object("networks_metadata"),
                texts(documents.list("modes")),
                texts(documents.list("can_update_from_versions")),
                documents.list("components_metadata"),
                texts(row.path("extensions")));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
