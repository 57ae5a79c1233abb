package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.octane.json.Json;
import org.octane.nailgun.network.Addresses;
import org.octane.nailgun.rows.Rows;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** What calls of the real Nailgun that Octane does not have write to its tables, in small. */
final class OracleRows {

    private static final Set<String> PLAIN = Set.of(
            "name",
            "status",
            "online",
            "pending_deletion",
            "pending_addition",
            "error_type",
            "error_msg",
            "cluster_id");

    private final OracleWorld world;

    OracleRows(OracleWorld world) {
        this.world = world;
    }

    /** The form's sections; those of plugins say whether a plugin is enabled, and go to its own row from 8.0 on. */
    void attributes(int cluster, JsonNode request, boolean merge) {
        for (var column : List.of("editable", "generated")) {
            if (!request.has(column)) {
                continue;
            }
            var sections = (ObjectNode) request.get(column).deepCopy();
            if (merge) {
                var stored = (ObjectNode) world.json(
                        "SELECT " + column + " FROM attributes WHERE cluster_id = :cluster",
                        Map.of("cluster", cluster));
                Json.merge(stored, sections);
                sections = stored;
            }
            new OraclePlugins(world).process(cluster, sections);
            new OracleBareMetal(world).add(cluster, sections);
            world.sql()
                    .update(
                            "UPDATE attributes SET " + column + " = :text WHERE cluster_id = :cluster",
                            Map.of("text", sections.toString(), "cluster", cluster));
        }
    }

    /** @param table {@code releases} or {@code clusters} */
    void tasks(String table, int id, JsonNode tasks) {
        world.sql()
                .update(
                        "UPDATE " + table + " SET deployment_tasks = :tasks WHERE id = :id",
                        Map.of("tasks", tasks.toString(), "id", id));
    }

    /** Octane's own call, and the columns that it leaves to Nailgun's own tools. */
    void addRelease(JsonNode request) {
        var id = world.administration().addRelease(Json.value(request));
        if (request.has("deployment_tasks")) {
            tasks("releases", id, request.get("deployment_tasks"));
        }
    }

    /** @param node {@code id} and the columns to be changed */
    void node(JsonNode node) {
        var values = new MapSqlParameterSource("id", node.path("id").asInt());
        var changes = new ArrayList<String>();
        node.properties().forEach(field -> {
            var name = field.getKey();
            if (PLAIN.contains(name)) {
                var type = Map.of("status", "node_status", "error_type", "node_error_type");
                changes.add(name + " = "
                        + (type.containsKey(name) ? "CAST(:" + name + " AS " + type.get(name) + ")" : ":" + name));
                values.addValue(name, Json.value(field.getValue()));
            } else if (name.equals("pending_roles") || name.equals("roles")) {
                changes.add(name + " = :" + name);
                values.addValue(name, OracleAssignment.texts(field.getValue()));
            }
        });
        if (!changes.isEmpty()) {
            world.sql().update("UPDATE nodes SET " + String.join(", ", changes) + " WHERE id = :id", values);
        }
    }

    /** @param facts entries of several nodes; those of a node replace what is made for it */
    void replacedFacts(JsonNode facts) {
        var ofNodes = new HashMap<Integer, List<JsonNode>>();
        facts.forEach(entry -> ofNodes.computeIfAbsent(entry.path("uid").asInt(), node -> new ArrayList<>())
                .add(entry));
        // They were asked for before, and who asks for them gives nodes their addresses and a primary of each role.
        facts.forEach(entry -> {
            primary(entry.path("uid").asInt(), entry.path("role").asText());
            entry.path("nodes").forEach(this::addresses);
        });
        ofNodes.forEach((node, entries) -> replace("replaced_deployment_info", node, Json.write(entries)));
    }

    void noReplacedFacts(int cluster) {
        forget("replaced_deployment_info", "[]", cluster);
    }

    void replacedProvisioning(int cluster, JsonNode info) {
        info.path("nodes")
                .forEach(entry ->
                        replace("replaced_provisioning_info", entry.path("uid").asInt(), entry.toString()));
        var rest = (ObjectNode) info.deepCopy();
        rest.remove("nodes");
        world.sql()
                .update(
                        "UPDATE clusters SET replaced_provisioning_info = :text WHERE id = :cluster",
                        Map.of("text", rest.toString(), "cluster", cluster));
    }

    void noReplacedProvisioning(int cluster) {
        forget("replaced_provisioning_info", "{}", cluster);
    }

    private void addresses(JsonNode node) {
        Map.of("internal_address", "management", "public_address", "public", "storage_address", "storage")
                .forEach((field, network) -> {
                    var id = node.path("uid").asInt();
                    var given = world.addresses().containsKey(id + "/" + network);
                    if (node.path(field).isTextual() && !given) {
                        world.ids(
                                        "SELECT g.id FROM nodes n JOIN network_groups g ON g.group_id = n.group_id"
                                                + " AND g.name = :network WHERE n.id = :node",
                                        Map.of("node", id, "network", network))
                                .forEach(g -> new Addresses(world.sql(), new Rows(world.sql()))
                                        .add(id, g, node.path(field).asText()));
                    }
                });
    }

    private void primary(int node, String role) {
        if (role.startsWith("primary-")) {
            world.sql()
                    .update(
                            "UPDATE nodes SET primary_roles = array_append(array_remove(primary_roles, CAST(:role AS varchar)),"
                                    + " CAST(:role AS varchar)) WHERE id = :node",
                            Map.of("role", role.substring("primary-".length()), "node", node));
        }
    }

    private void replace(String column, int node, String text) {
        world.sql()
                .update("UPDATE nodes SET " + column + " = :text WHERE id = :node", Map.of("text", text, "node", node));
        world.sql()
                .update(
                        "UPDATE clusters SET is_customized = true WHERE id = (SELECT cluster_id FROM nodes WHERE id = :node)",
                        Map.of("node", node));
    }

    private void forget(String column, String empty, int cluster) {
        world.sql()
                .update(
                        "UPDATE nodes SET " + column + " = :text WHERE cluster_id = :cluster",
                        Map.of("text", empty, "cluster", cluster));
    }

    /** A reply of Astute as Nailgun's receiver writes it, as far as later messages depend on it. */
    void reply(String method, JsonNode arguments) {
        for (var node : arguments.path("nodes")) {
            if (method.equals("remove_nodes_resp")) {
                new OracleAssignment(world).forget(node.path("uid").asInt());
            } else if (node.has("status")) {
                world.sql()
                        .update(
                                "UPDATE nodes SET status = CAST(:status AS node_status), progress = :progress,"
                                        + " error_type = CAST(:error AS node_error_type) WHERE id = :node",
                                new MapSqlParameterSource(
                                                "node", node.path("uid").asInt())
                                        .addValue("status", node.path("status").asText())
                                        .addValue(
                                                "progress",
                                                node.path("progress").asInt(100))
                                        .addValue("error", error(method, node)));
            }
        }
        if (arguments.path("status").isTextual()) {
            ended(method, arguments);
        }
    }

    private static String error(String method, JsonNode node) {
        if (!node.path("status").asText().equals("error")) {
            return null;
        }
        return node.path("error_type").asText(method.startsWith("provision") ? "provision" : "deploy");
    }

    /** The task it answers is another here: the newest of its kind. */
    private void ended(String method, JsonNode arguments) {
        var status = arguments.path("status").asText();
        if (!List.of("ready", "error").contains(status)) {
            return;
        }
        world.sql()
                .update(
                        "UPDATE tasks SET status = CAST(:status AS task_status), progress = 100 WHERE status::text IN"
                                + " ('running', 'pending') AND name::text = ANY(:names)",
                        new MapSqlParameterSource("status", status)
                                .addValue(
                                        "names",
                                        method.startsWith("provision")
                                                ? new String[] {"provision"}
                                                : new String[] {"deployment", "deploy", "node_deletion"}));
        if (method.equals("deploy_resp")) {
            world.sql()
                    .update(
                            "UPDATE clusters SET status = CAST(:status AS cluster_status) WHERE status::text = 'deployment'",
                            Map.of("status", status.equals("ready") ? "operational" : "error"));
        }
    }
}
