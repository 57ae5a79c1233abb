package org.octane.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultExchange;
import org.octane.astute.AstuteMessages;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.facts.PreservedVolumes;
import org.octane.astute.tasks.TaskSelection;
import org.octane.json.Json;
import org.octane.nailgun.deployment.NodeOperation;
import org.octane.nailgun.deployment.OperationTask;

/** What Octane casts where the real Nailgun cast: message by message, for the nodes that the call is about. */
record OracleCast(OracleWorld world, OracleLine line) {

    private static final Pattern CLUSTER = Pattern.compile("/clusters/(\\d+)/.*");
    private static final Predicate<String> ASSIGN =
            Pattern.compile(".*/upgrade/assign/?").asMatchPredicate();
    private static final PreservedVolumes NOTHING_KEPT = new PreservedVolumes(Set.of());

    /** A message that was recorded and Octane's in its place; null: Octane casts none. */
    record Pair(JsonNode recorded, JsonNode octanes) {}

    /** What the tables say before it. */
    CastSituation situation() {
        return CastSituation.of(world, cluster());
    }

    /** In the order of the recording; none if nothing was cast. */
    List<Pair> pairs() {
        var body = line.content().path("rpc").path("body");
        var recorded = new ArrayList<JsonNode>();
        (body.isArray() ? body : Json.array().add(body)).forEach(recorded::add);
        if (ASSIGN.test(lastStep().path())) {
            new OraclePreparation(world).move(cluster(), lastStep().request());
        }
        var pairs = new ArrayList<Pair>();
        var first = recorded.get(0);
        var operation = first.path("method").asText().equals("remove_nodes")
                ? NodeOperation.REMOVE
                : recorded.stream().anyMatch(message -> message.path("args").has("deployment_info"))
                        ? NodeOperation.DEPLOY
                        : NodeOperation.PROVISION;
        var of = new OracleCallNodes(world, lastStep(), cluster());
        var again = line.version().equals("8.0") ? of.runAgain() : Set.<Integer>of();
        var nodes = new HashMap<String, List<Integer>>();
        recorded.forEach(message ->
                nodes.computeIfAbsent(message.path("method").asText(), method -> List.copyOf(of.of(method))));
        var all = nodes.values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
        var task = new OperationTask(UUID.randomUUID(), operation, cluster(), all);
        // The real one makes all messages of a call before it changes the status of a node.
        world.deployments().start(task, () -> {
            for (var message : recorded) {
                var method = message.path("method").asText();
                pairs.add(new Pair(without(again, message), octanes(task.uuid(), method, nodes.get(method))));
            }
            return pairs;
        });
        return pairs;
    }

    /** Calls that name no nodes, such as {@code PUT changes}, are Nailgun's own. */
    boolean isOctanesCall() {
        var path = lastStep().path();
        return ASSIGN.test(path) || !OraclePreparation.nodes(path).isEmpty();
    }

    /** Has Octane cast what the real one refused to: what comes back is Octane's refusal. */
    void refused() {
        var step = lastStep();
        if (ASSIGN.test(step.path())) {
            Map<String, Object> body = Json.value(step.request());
            body.put("reprovision", false);
            var main = new Main();
            main.init();
            world.api().assignNodes(cluster(), body, new DefaultExchange(main.getCamelContext()));
        } else {
            refusedCast(step, OraclePreparation.nodes(step.path()));
        }
    }

    private void refusedCast(OracleLine.Step step, List<Integer> nodes) {
        var operation = step.path().contains("/provision") ? NodeOperation.PROVISION : NodeOperation.DEPLOY;
        var task = new OperationTask(UUID.randomUUID(), operation, cluster(), nodes);
        if (operation == NodeOperation.PROVISION) {
            world.deployments().start(task, () -> messages().provision(task.uuid(), cluster(), nodes, NOTHING_KEPT));
            return;
        }
        messages().check(cluster(), nodes);
        world.deployments().start(task, () -> messages().deploy(task.uuid(), cluster(), nodes, selection()));
    }

    private AstuteMessages messages() {
        return new AstuteMessages(
                world.deployments(), master(), new OracleReleaseFiles(line.scenario()), new OraclePluginFiles());
    }

    /** Fuel's defaults; the key of MCollective is each master's own. */
    private MasterSettings master() {
        var usual = MasterSettings.defaults();
        return new MasterSettings(
                usual.dnsDomain(),
                usual.dnsServers(),
                usual.cobbler(),
                usual.collective(),
                line.content().path("rpc").findPath("mco_pskey").asText(),
                usual.puppetMaster(),
                usual.timezone(),
                usual.authorizedKeys());
    }

    private OracleLine.Step lastStep() {
        return line.steps().get(line.castingStep());
    }

    int cluster() {
        var path = CLUSTER.matcher(lastStep().path());
        if (!path.matches()) {
            throw new IllegalArgumentException("No cluster in " + lastStep());
        }
        return Integer.parseInt(path.group(1));
    }

    private JsonNode octanes(UUID task, String method, List<Integer> nodes) {
        return switch (method) {
            case "image_provision", "provision" -> messages().provision(task, cluster(), nodes, NOTHING_KEPT);
            case "granular_deploy", "task_deploy" ->
                nodes.isEmpty() ? null : messages().deploy(task, cluster(), nodes, selection());
            case "remove_nodes" -> messages().remove(task, cluster(), nodes);
            default -> null;
        };
    }

    /** What {@code deploy_tasks} names, else all. */
    private TaskSelection selection() {
        var named = new HashSet<String>();
        if (lastStep().path().contains("/deploy_tasks")) {
            lastStep().request().forEach(task -> named.add(task.asText()));
        }
        return named.isEmpty() ? TaskSelection.ALL : TaskSelection.only(named);
    }

    /** Without the entries of nodes that only run again what runs on each change; no upgrade has them do so. */
    private static JsonNode without(Set<Integer> others, JsonNode message) {
        var copy = (ObjectNode) message.deepCopy();
        if (copy.at("/args/deployment_info") instanceof ArrayNode entries) {
            var rest = Json.array();
            entries.forEach(entry -> {
                if (!others.contains(entry.path("uid").asInt())) {
                    rest.add(entry);
                }
            });
            copy.withObjectProperty("args").set("deployment_info", rest);
        }
        return copy;
    }
}
