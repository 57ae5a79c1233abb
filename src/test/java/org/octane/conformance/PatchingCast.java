package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.octane.astute.AstuteMessages;
import org.octane.astute.facts.MasterSettings;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.OperationTask;
import org.octane.nailgun.model.OrchestratorData;
import org.octane.plan.Cloud;
import org.octane.plan.Plan;
import org.octane.plan.PlanOptions;
import org.octane.plan.Planner;
import org.octane.plan.Refusal;
import org.octane.plan.catalogue.CatalogueReader;

/** What the steps of an update cast, node after node, beside the one message that a real Nailgun cast. */
final class PatchingCast {

    private static final Planner PLANNER = new Planner(CatalogueReader.read(null));
    private static final Pattern CLUSTER = Pattern.compile("/clusters/(\\d+)/update/?");

    private final OracleLine line;

    PatchingCast(OracleLine line) {
        this.line = line;
    }

    List<String> differences() {
        if (line.database().matches(".*_(5_1_1|6_0)")) {
            return ofOlder();
        }
        try (var world = new OracleWorld(line.database())) {
            new OraclePreparation(world).run(line);
            PatchingReplay.closeUpgrades(world);
            return compared(world);
        } catch (RuntimeException e) {
            return List.of("exception: " + e + " at " + e.getStackTrace()[0]);
        }
    }

    /**
     * No database of these is read. The same cloud of a 7.0, changed in the same way, says which nodes go and in which order; what is
     * told of a release's sources is compared with what the message says of them.
     */
    private List<String> ofOlder() {
        var found = new ArrayList<String>();
        for (var entry : entries()) {
            var data = new OrchestratorData(
                    entry.path("repo_metadata"),
                    entry.path("puppet_manifests_source").asText(),
                    entry.path("puppet_modules_source").asText());
            data.facts().properties().forEach(fact -> {
                if (!entry.path(fact.getKey()).equals(fact.getValue())) {
                    found.add("facts/" + fact.getKey() + ": " + entry.path(fact.getKey()) + " → " + fact.getValue());
                }
            });
        }
        try (var world = new OracleWorld(line.database().replaceFirst("_(5_1_1|6_0)$", "_7_0"))) {
            for (var item : line.prepare()) {
                var sql = item.path("sql").asText();
                // Ids and states of releases are its own.
                if (!sql.isEmpty() && !sql.contains("release")) {
                    world.sql().getJdbcOperations().execute(sql);
                }
            }
            if (line.scenario().contains("rollback")) {
                world.sql().getJdbcOperations().execute("UPDATE clusters SET pending_release_id = release_id");
            }
            found.addAll(whichNodes(world));
        }
        return found;
    }

    private List<String> whichNodes(OracleWorld world) {
        int status = line.content().path("final_status").asInt();
        try {
            var cloud = world.nailgun().nailgun().updates().cloud(1, null);
            var found = new ArrayList<String>();
            if (status >= 400) {
                found.add("answer: " + status + " → 202");
            } else {
                order(cloud, found);
            }
            return found;
        } catch (Refusal e) {
            int own = e.kind().status();
            return own == status ? List.of() : List.of("answer: " + status + " → " + own + " " + e.getMessage());
        }
    }

    private List<String> compared(OracleWorld world) {
        var path = line.steps().get(line.castingStep()).path();
        var matcher = CLUSTER.matcher(path);
        if (!matcher.matches()) {
            return List.of("call: " + path);
        }
        int cluster = Integer.parseInt(matcher.group(1));
        int status = line.content().path("final_status").asInt();
        Cloud cloud;
        try {
            cloud = world.nailgun().nailgun().updates().cloud(cluster, null);
        } catch (Refusal e) {
            int own = e.kind().status();
            return own == status ? List.of() : List.of("answer: " + status + " → " + own + " " + e.getMessage());
        }
        if (status >= 400) {
            return List.of("answer: " + status + " → 202");
        }
        var found = new ArrayList<String>();
        order(cloud, found);
        world.nailgun().nailgun().updates().begin(cluster, cloud.target().id());
        updated(cloud).forEach(node -> found.addAll(node(world, cloud, node)));
        return found;
    }

    private static List<Integer> updated(Cloud cloud) {
        return PLANNER
                .plan(cloud, new PlanOptions("patch", List.of(), List.of(), List.of(), null, true, false))
                .stages()
                .stream()
                .flatMap(Plan.Stage::steps)
                .filter(step -> step.name().equals("update-node"))
                .flatMap(step -> step.nodes().stream())
                .toList();
    }

    private void order(Cloud cloud, List<String> found) {
        var recorded = new LinkedHashSet<Integer>();
        entries().stream()
                .sorted(java.util.Comparator.comparingInt(
                                (JsonNode entry) -> entry.path("priority").asInt())
                        .thenComparingInt(entry -> entry.path("uid").asInt()))
                .forEach(entry -> recorded.add(entry.path("uid").asInt()));
        var own = updated(cloud);
        if (!List.copyOf(recorded).equals(own)) {
            found.add("order: " + recorded + " → " + own);
        }
        var priorities =
                entries().stream().map(entry -> entry.path("priority").asInt()).toList();
        if (priorities.stream().distinct().count() < priorities.size()) {
            found.add("several at once: " + priorities + " → one by one");
        }
    }

    private List<JsonNode> entries() {
        var body = line.content().path("rpc").path("body");
        var message = body.isArray() ? body.path(0) : body;
        return StreamSupport.stream(message.at("/args/deployment_info").spliterator(), false)
                .toList();
    }

    private List<String> node(OracleWorld world, Cloud cloud, int node) {
        int cluster = cloud.original();
        var task = new OperationTask(UUID.randomUUID(), NodeOperation.UPDATE, cluster, List.of(node));
        var messages = new AstuteMessages(
                world.deployments(),
                MasterSettings.defaults(),
                new OracleReleaseFiles(line.scenario()),
                new OraclePluginFiles());
        var message = world.deployments()
                .start(
                        task,
                        () -> messages.update(
                                task.uuid(),
                                cluster,
                                List.of(node),
                                cloud.target().id()));
        var found = new ArrayList<String>();
        if (!message.path("method").asText().equals("deploy")) {
            found.add("method: deploy → " + message.path("method").asText());
        }
        for (var own : message.at("/args/deployment_info")) {
            var entry = entries().stream()
                    .filter(recorded -> recorded.path("uid").equals(own.path("uid"))
                            && recorded.path("role").equals(own.path("role")))
                    .findFirst();
            if (entry.isEmpty()) {
                found.add("entry: none → " + own.path("uid") + " " + own.path("role"));
                continue;
            }
            Differences.between(facts(entry.get()), facts(own)).forEach(line -> found.add("facts" + line));
            if (own.path("tasks").isEmpty()) {
                found.add("tasks: nothing is done on node " + node);
            }
        }
        return found;
    }

    /** Tasks and turns are a deployment's, compared where those are. */
    private static ObjectNode facts(JsonNode entry) {
        var facts = (ObjectNode) entry.deepCopy();
        facts.remove(List.of("tasks", "priority"));
        return facts;
    }
}
