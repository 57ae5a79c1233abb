package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.octane.json.Json;

/**
 * What the tables say of a cluster when a message is cast.
 *
 * @param original of which the cluster is the seed; its own id if it is none
 * @param version of its release
 * @param originalVersion of the original's release
 * @param nodes their rows by id
 * @param tasks of its release and of its enabled plugins
 * @param addresses that were given before
 */
record CastSituation(
        int cluster,
        int original,
        String version,
        String originalVersion,
        Map<String, Map<String, Object>> nodes,
        List<ObjectNode> tasks,
        OracleAddresses addresses) {

    private static final String ORIGINAL =
            "SELECT coalesce(min(orig_cluster_id), :cluster) FROM cluster_upgrade_relations"
                    + " WHERE seed_cluster_id = :cluster";
    private static final String RELEASE =
            "SELECT r.* FROM releases r JOIN clusters c ON c.release_id = r.id WHERE c.id = :cluster";
    private static final String PLUGINS = "SELECT p.* FROM plugins p JOIN cluster_plugins c ON c.plugin_id = p.id"
            + " WHERE c.cluster_id = :cluster AND coalesce((to_jsonb(c) ->> 'enabled')::boolean, true) ORDER BY p.id";

    static CastSituation of(OracleWorld world, int cluster) {
        var of = Map.of("cluster", cluster);
        int original = world.ids(ORIGINAL, of).get(0);
        var release = world.sql().queryForMap(RELEASE, of);
        var tasks = Json.array(Json.read(release.get("deployment_tasks")));
        world.sql()
                .queryForList(PLUGINS, of)
                .forEach(plugin -> tasks.addAll(Json.array(Json.read(plugin.get("deployment_tasks")))));
        var nodes = new HashMap<String, Map<String, Object>>();
        world.sql()
                .queryForList("SELECT * FROM nodes", Map.of())
                .forEach(node -> nodes.put(node.get("id").toString(), node));
        return new CastSituation(
                cluster,
                original,
                release.get("version").toString(),
                world.sql()
                        .queryForMap(RELEASE, Map.of("cluster", original))
                        .get("version")
                        .toString(),
                nodes,
                objects(tasks),
                OracleAddresses.of(world, cluster));
    }

    private static List<ObjectNode> objects(ArrayNode tasks) {
        return StreamSupport.stream(tasks.spliterator(), false)
                .map(ObjectNode.class::cast)
                .toList();
    }

    /** @param uri of the original's image, or of another */
    String ownImage(String uri) {
        return uri.replace("/targetimages/env_" + original + "_", "/targetimages/env_" + cluster + "_");
    }

    /** @param uri of Puppet files of the original's release, or of another */
    String ownPuppet(String uri) {
        return uri.replace(":/puppet/" + originalVersion + "/", ":/puppet/" + version + "/");
    }

    /** Whether an operator has put facts in the place of the node's. */
    boolean hasReplacedFacts(String node) {
        JsonNode replaced = Json.read(nodes.get(node).get("replaced_deployment_info"));
        return !replaced.isEmpty();
    }
}
