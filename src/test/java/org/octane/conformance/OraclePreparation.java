package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.octane.json.Json;
import org.octane.nailgun.deployment.NodeOperation;

/**
 * Brings a start state to where the real Nailgun's database was before the recorded call: Octane's own calls where it has them,
 * else the rows that the real call wrote.
 */
final class OraclePreparation {

    private static final Pattern NODES = Pattern.compile("\\?nodes=([\\d,]+)");

    /** What a call does. */
    private interface Action {
        void run(int id, OracleLine.Step step);
    }

    private final OracleWorld world;
    private final OracleRows rows;
    private final List<Map.Entry<Pattern, Action>> actions = new ArrayList<>();

    OraclePreparation(OracleWorld world) {
        this.world = world;
        this.rows = new OracleRows(world);
        on("PUT /clusters/(\\d+)/attributes/?", (id, step) -> rows.attributes(id, step.request(), false));
        on("PATCH /clusters/(\\d+)/attributes/?", (id, step) -> rows.attributes(id, step.request(), true));
        on("POST /clusters/(\\d+)/assignment/?", (id, step) -> new OracleAssignment(world).assign(id, step.request()));
        on("POST /clusters/(\\d+)/unassignment/?", (id, step) -> new OracleAssignment(world).release(step.request()));
        on("POST /clusters/(\\d+)/upgrade/assign/?", (id, step) -> assign(id, step.request()));
        on("POST /clusters/(\\d+)/upgrade/clone/?", (id, step) -> world.api().clone(id, map(step.request())));
        on("PUT /clusters/(\\d+)/?", (id, step) -> world.administration().changeCluster(id, map(step.request())));
        on("POST /clusters()/?", (id, step) -> world.administration().createCluster(map(step.request())));
        on("POST /releases()/?", (id, step) -> rows.addRelease(step.request()));
        on("PUT /releases/(\\d+)/?", (id, step) -> world.administration().changeRelease(id, map(step.request())));
        on("PUT /releases/(\\d+)/deployment_tasks/?", (id, step) -> rows.tasks("releases", id, step.request()));
        on("PUT /clusters/(\\d+)/deployment_tasks/?", (id, step) -> rows.tasks("clusters", id, step.request()));
        on("PUT /nodes()/?", (id, step) -> step.request().forEach(rows::node));
        on(
                "PUT /nodes/(\\d+)/?",
                (id, step) -> rows.node(((ObjectNode) step.request()).deepCopy().put("id", id)));
        on("PUT /clusters/(\\d+)/orchestrator/deployment/?", (id, step) -> rows.replacedFacts(step.request()));
        on("DELETE /clusters/(\\d+)/orchestrator/deployment/?", (id, step) -> rows.noReplacedFacts(id));
        on(
                "PUT /clusters/(\\d+)/orchestrator/provisioning/?",
                (id, step) -> rows.replacedProvisioning(id, step.request()));
        on("DELETE /clusters/(\\d+)/orchestrator/provisioning/?", (id, step) -> rows.noReplacedProvisioning(id));
        on("PUT /clusters/(\\d+)/provision/?.*", (id, step) -> start(NodeOperation.PROVISION, id, step));
        on("PUT /clusters/(\\d+)/deploy(?:_tasks)?/?(?:\\?.*)?", (id, step) -> start(NodeOperation.DEPLOY, id, step));
        on("PUT /clusters/(\\d+)/changes/?", (id, step) -> new OracleCallNodes(world, step, id).start());
    }

    private void on(String call, Action action) {
        actions.add(Map.entry(Pattern.compile(call), action));
    }

    /** Everything that was done before the call that casts; a call that the real one refused is left out. */
    void run(OracleLine line) {
        line.prepare().forEach(this::run);
        var steps = line.steps();
        steps.subList(0, line.castingStep()).forEach(this::run);
    }

    /** One statement, one reply of Astute or one call. */
    void run(JsonNode item) {
        if (item.has("sql")) {
            world.sql().getJdbcOperations().execute(item.path("sql").asText());
        } else if (item.has("receiver")) {
            rows.reply(item.path("receiver").asText(), item.path("args"));
        } else if (item.path("status").asInt(200) < 300) {
            run(new OracleLine.Step(
                    item.path("method").asText(), item.path("path").asText(), item.path("request")));
        }
    }

    /** @throws IllegalArgumentException nobody knows this call */
    void run(OracleLine.Step step) {
        for (var action : actions) {
            Matcher call = action.getKey().matcher(step.toString());
            if (call.matches()) {
                var id = call.group(1);
                action.getValue().run(id.isEmpty() ? 0 : Integer.parseInt(id), step);
                return;
            }
        }
        throw new IllegalArgumentException("No way to prepare " + step);
    }

    private void assign(int seed, JsonNode request) {
        move(seed, request);
        if (request.path("reprovision").asBoolean(true)) {
            world.start(NodeOperation.PROVISION, seed, nodes(request));
        }
    }

    /** Nodes move to a seed, to be installed next. */
    void move(int seed, JsonNode request) {
        var roles = new ArrayList<String>();
        request.path("roles").forEach(role -> roles.add(role.asText()));
        var reprovision = request.path("reprovision").asBoolean(true);
        world.nailgun().nailgun().moves().assign(seed, nodes(request), reprovision, roles);
    }

    /** Of a body of assign, the newer and the older form. */
    static List<Integer> nodes(JsonNode request) {
        var nodes = new ArrayList<Integer>();
        request.path("nodes_ids").forEach(node -> nodes.add(node.asInt()));
        if (request.has("node_id")) {
            nodes.add(request.path("node_id").asInt());
        }
        return nodes;
    }

    private void start(NodeOperation operation, int cluster, OracleLine.Step step) {
        world.start(operation, cluster, nodes(step.path()));
    }

    /** Of a query {@code ?nodes=1,2}; none if there is none. */
    static List<Integer> nodes(String path) {
        var nodes = NODES.matcher(path);
        return nodes.find()
                ? Arrays.stream(nodes.group(1).split(",")).map(Integer::valueOf).toList()
                : List.of();
    }

    private static Map<String, Object> map(JsonNode object) {
        return Json.value(object);
    }
}
