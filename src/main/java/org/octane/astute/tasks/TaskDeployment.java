package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.octane.astute.facts.DeploymentFacts;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.repositories.ReleaseFiles;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.model.Version;

/**
 * The arguments of {@code task_deploy}, since 8.0 where the cluster's setting {@code task_deploy} is on: each node's tasks, each
 * with those on any node that it waits for. Tasks that are not run stay, as ones that do nothing, to keep the order.
 */
public final class TaskDeployment {

    /** From which version on a task says what it waits for on other nodes. */
    private static final Version ACROSS_NODES = Version.of("2.0.0");

    private static final String PRE = "_plugin_pre_deployment_hook";
    private static final String POST = "_plugin_post_deployment_hook";

    private final ClusterData cluster;
    private final TaskSelection selection;
    private final HookContext context;
    private final TaskConditions conditions;
    private final DeploymentFacts facts;
    private final TaskChain chain = new TaskChain();
    private final Map<String, Map<String, ObjectNode>> nodes = new LinkedHashMap<>();

    /** @throws TaskFault the nodes are not in the cluster */
    public TaskDeployment(
            ClusterData cluster,
            Collection<Integer> ids,
            MasterSettings master,
            ReleaseFiles releaseFiles,
            TaskSelection selection,
            boolean isolated) {
        var called = CallNodes.of(cluster, ids);
        this.cluster = cluster;
        this.selection = selection;
        this.context = new HookContext(called, roles -> byPattern(called, roles), master, releaseFiles);
        this.conditions = new TaskConditions(cluster);
        this.facts = new DeploymentFacts(cluster, master, isolated);
    }

    /** Whether a cluster wants its deployments so, and all of its tasks say enough of themselves. */
    public static boolean isFor(ClusterData cluster) {
        return cluster.masterVersion() >= 8
                && cluster.editable().at("/common/task_deploy/value").asBoolean()
                && stream(new TaskSource(cluster).tasks()).allMatch(TaskDeployment::saysEnough);
    }

    static boolean saysEnough(JsonNode task) {
        return List.of("stage", "group").contains(task.path("type").asText())
                || Version.of(task.path("version").asText("1.0.0")).compareTo(ACROSS_NODES) >= 0;
    }

    public ObjectNode serialize() {
        var arguments = Json.object();
        var entries = arguments.putArray("deployment_info");
        context.nodes()
                .nodes()
                .forEach(node -> entries.addAll(
                        node.replacedFacts().isEmpty() ? facts.of(List.of(node)) : facts.replaced(node)));
        var tasks = arguments.putObject("deployment_tasks");
        resolve().forEach((node, own) -> tasks.putArray(node).addAll(own.values()));
        return arguments;
    }

    private Map<String, Map<String, ObjectNode>> resolve() {
        var declared = TaskSource.byId(new TaskSource(cluster).tasks());
        selection.check(declared.keySet());
        declared.values().stream()
                .filter(task -> !DeploymentGraph.isGroup(task))
                .forEach(task -> process(task, context, !selection.includes(DeploymentGraph.id(task))));
        process(hook(PRE, "pre_deployment_end", "deploy_start"), context, !selection.includes(PRE));
        process(hook(POST, "post_deployment_end", null), context, !selection.includes(POST));
        declared.values().stream().filter(DeploymentGraph::isGroup).forEach(group -> members(group, declared));
        nodes.computeIfAbsent(TaskRelations.NOWHERE, node -> new LinkedHashMap<>());
        new TaskRelations(nodes, context.roles(), chain).resolve();
        return nodes;
    }

    private static ObjectNode hook(String id, String after, String before) {
        var hook = Json.object().put("id", id).put("type", id);
        hook.putArray("requires").add(after);
        if (before != null) {
            hook.putArray("required_for").add(before);
        }
        return hook;
    }

    /** A group names tasks that its nodes run beside those that name the group. */
    private void members(ObjectNode group, Map<String, ObjectNode> declared) {
        var uids = context.roles().uids(group.path("role"));
        for (var member : group.path("tasks")) {
            var task = declared.get(member.asText());
            if (task == null) {
                throw new TaskFault("Group %s has the deployment task %s, which is not there"
                        .formatted(DeploymentGraph.id(group), member.asText()));
            }
            var skipped = !selection.includes(DeploymentGraph.id(group)) && !selection.includes(member.asText());
            process(task, context.with(roles -> uids), skipped);
        }
    }

    private void process(ObjectNode task, HookContext where, boolean leftOut) {
        var skipped = leftOut || task.path("skipped").asBoolean() || !holds(task);
        for (var item : chain.linked(task, items(task, where).toList())) {
            if (skipped) {
                item.put("type", "skipped");
            }
            var uids = item.remove("uids");
            uids.forEach(uid -> put(uid.asText(), item));
        }
    }

    private boolean holds(ObjectNode task) {
        return isIdle(task) || isHook(task) || SpecialTasks.decidesItself(task) || conditions.hold(task);
    }

    private Stream<ObjectNode> items(ObjectNode task, HookContext where) {
        if (isHook(task)) {
            var plugins = new PluginHooks(where);
            return DeploymentGraph.id(task).equals(PRE)
                    ? Stream.concat(plugins.begin().stream(), plugins.of("pre_deployment").stream())
                    : plugins.of("post_deployment").stream();
        }
        return isIdle(task) ? Stream.of(idle(task, where)) : new SpecialTasks(where).items(task);
    }

    private static boolean isHook(ObjectNode task) {
        return List.of(PRE, POST).contains(task.path("type").asText());
    }

    private static boolean isIdle(ObjectNode task) {
        return List.of("skipped", "stage").contains(task.path("type").asText());
    }

    private static ObjectNode idle(ObjectNode task, HookContext where) {
        var roles = task.has("groups") ? task.path("groups") : task.path("role");
        var idle = Json.object().put("type", "skipped").put("fail_on_error", false);
        idle.set(
                "uids",
                Json.array(
                        roles.isMissingNode()
                                ? List.of(TaskRelations.NOWHERE)
                                : where.roles().uids(roles)));
        return idle;
    }

    /** A task that does something wins over the same one that doesn't. */
    private void put(String node, ObjectNode item) {
        var own = nodes.computeIfAbsent(node, id -> new LinkedHashMap<>());
        var id = DeploymentGraph.id(item);
        var other = own.get(id);
        if (other == null
                || !other.path("type").equals(item.path("type"))
                        && !item.path("type").asText().equals("skipped")) {
            own.put(id, item.deepCopy());
        }
    }

    /** Roles may be regular expressions between slashes. */
    private static List<String> byPattern(CallNodes nodes, JsonNode roles) {
        if (!roles.isArray()) {
            return nodes.uids(roles);
        }
        var uids = new LinkedHashSet<String>();
        for (var role : roles) {
            var pattern = DeploymentGraph.pattern(role.asText());
            nodes.nodes().stream()
                    .filter(node -> node.deploymentRoles().stream()
                            .anyMatch(own -> pattern.matcher(own).matches()))
                    .forEach(node -> uids.add(node.uid()));
        }
        return new ArrayList<>(uids);
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
