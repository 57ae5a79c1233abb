package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.octane.astute.facts.DeploymentFacts;
import org.octane.astute.facts.MasterSettings;
import org.octane.astute.repositories.ReleaseFiles;
import org.octane.json.Json;
import org.octane.nailgun.deployment.ClusterData;
import org.octane.nailgun.deployment.ClusterData.Node;

/** The arguments of {@code granular_deploy}: facts and tasks of each node and role, and what runs before and after all. */
public final class GranularDeployment {

    private final DeploymentGraph graph;
    private final TaskConditions conditions;
    private final HookContext context;
    private final DeploymentFacts facts;

    /** @throws TaskFault the cluster's tasks can't be deployed on these nodes */
    public GranularDeployment(
            ClusterData cluster,
            Collection<Integer> nodes,
            MasterSettings master,
            ReleaseFiles releaseFiles,
            TaskSelection selection,
            boolean isolated) {
        this.graph = new DeploymentGraph(new TaskSource(cluster).tasks(), cluster.masterVersion() >= 8, selection);
        this.conditions = new TaskConditions(cluster);
        var called = CallNodes.of(cluster, nodes);
        this.context = new HookContext(called, called::uids, master, releaseFiles);
        this.facts = new DeploymentFacts(cluster, master, isolated);
    }

    public ObjectNode serialize() {
        var arguments = Json.object();
        arguments.set("deployment_info", Json.array().addAll(entries()));
        var hooks = new Hooks(graph, conditions, context);
        arguments.set("pre_deployment", hooks.before());
        arguments.set("post_deployment", hooks.after());
        return arguments;
    }

    /**
     * Makes all that would be run in the roles that the nodes have, whichever of them will be a role's primary.
     *
     * @throws TaskFault a task can't be cast
     */
    public void check() {
        var tasks = new RoleTasks(graph, conditions, context);
        var roles = context.nodes().nodes().stream()
                .flatMap(Node::allRoles)
                .flatMap(role -> Stream.of(role, Node.primary(role)))
                .collect(Collectors.toSet());
        graph.groups().filter(roles::contains).forEach(group -> tasks.of("0", group));
        var hooks = new Hooks(graph, conditions, context);
        hooks.before();
        hooks.after();
    }

    private List<ObjectNode> entries() {
        var entries = prioritized();
        var tasks = new RoleTasks(graph, conditions, context);
        entries.forEach(entry -> entry.set(
                "tasks", tasks.of(entry.path("uid").asText(), entry.path("role").asText())));
        return entries;
    }

    /** Facts that an operator has replaced are left as they are; priorities begin anew after them, as in Nailgun. */
    private List<ObjectNode> prioritized() {
        var all = new ArrayList<ObjectNode>();
        var run = new ArrayList<Node>();
        for (var node : context.nodes().nodes()) {
            if (node.replacedFacts().isEmpty()) {
                run.add(node);
            } else {
                all.addAll(made(run));
                run.clear();
                all.addAll(facts.replaced(node));
            }
        }
        all.addAll(made(run));
        return all;
    }

    private List<ObjectNode> made(List<Node> nodes) {
        var entries = facts.of(nodes);
        new NodePriorities(graph).assign(entries);
        return entries;
    }
}
