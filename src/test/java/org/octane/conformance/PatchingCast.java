package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.octane.astute.AstuteMessages;
import org.octane.astute.facts.MasterSettings;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.OperationTask;
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
            return ofShape();
        }
        try (var world = new OracleWorld(line.database())) {
            new OraclePreparation(world).run(line);
            PatchingReplay.closeUpgrades(world);
            return compared(world);
        } catch (RuntimeException e) {
            return List.of("exception: " + e + " at " + e.getStackTrace()[0]);
        }
    }

    /** No database of these is read: what is compared is the order, and how a release's sources are told. */
    private List<String> ofShape() {
        var entries = entries();
        if (entries.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<String>();
        var nodes = new LinkedHashMap<Integer, Cloud.Node>();
        for (var entry : entries) {
            int id = entry.path("uid").asInt();
            var role = entry.path("role").asText();
            nodes.putIfAbsent(
                    id,
                    new Cloud.Node(
                            id, "node-" + id, 1, List.of(role.replaceFirst("^primary-", ""), role), "ready", true));
        }
        var release = new Cloud.Release(1, "", "", "");
        order(new Cloud(1, "", release, release, null, List.copyOf(nodes.values()), List.of()), found);
        for (var entry : entries) {
            var data = new org.octane.nailgun.model.OrchestratorData(
                    entry.path("repo_metadata"),
                    entry.path("puppet_manifests_source").asText(),
                    entry.path("puppet_modules_source").asText());
            data.facts().properties().forEach(fact -> {
                if (!entry.path(fact.getKey()).equals(fact.getValue())) {
                    found.add("facts/" + fact.getKey() + ": " + entry.path(fact.getKey()) + " → " + fact.getValue());
                }
            });
        }
        return found;
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
                .plan(cloud, new PlanOptions("patch", List.of(), List.of(), List.of(), null, true))
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
