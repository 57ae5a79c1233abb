package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A cluster's deployment tasks and groups: what a role runs, and what runs before and after all roles.
 *
 * <p>Since Fuel 8.0 groups are resolved after all tasks are known and may be a regular expression between slashes; that changes
 * the order of what the graph leaves open.
 */
final class DeploymentGraph {

    private static final Set<String> WITHOUT_WORK = Set.of("group", "stage", "skipped");
    private static final String START = "deploy_start";
    private static final String END = "deploy_end";

    private final Map<String, ObjectNode> tasks;
    private final TaskGraph graph = new TaskGraph();
    private final TaskSelection selection;
    private List<String> order;

    /**
     * @param declared as releases and plugins have them; of two with the same id the later one's fields win
     * @throws TaskFault a task names one that is not there
     */
    DeploymentGraph(JsonNode declared, boolean groupsLast, TaskSelection selection) {
        this.selection = selection;
        this.tasks = TaskSource.byId(declared);
        for (var task : declared) {
            add(task, groupsLast);
        }
        if (groupsLast) {
            tasks.values().forEach(this::lateEdges);
        }
        check();
        selection.check(tasks.keySet());
    }

    private void add(JsonNode task, boolean groupsLast) {
        var id = id(task);
        graph.add(id);
        task.path("required_for").forEach(after -> graph.edge(id, after.asText()));
        task.path("requires").forEach(before -> graph.edge(before.asText(), id));
        if (!groupsLast) {
            task.path("groups").forEach(group -> graph.edge(id, group.asText()));
            task.path("tasks").forEach(member -> graph.edge(member.asText(), id));
        }
        if (task.has("stage")) {
            graph.edge(id, task.path("stage").asText());
        }
    }

    private void lateEdges(ObjectNode task) {
        for (var group : task.path("groups")) {
            var pattern = pattern(group.asText());
            var matching =
                    groups().filter(name -> pattern.matcher(name).matches()).toList();
            matching.forEach(name -> graph.edge(id(task), name));
            if (matching.isEmpty()) {
                throw new TaskFault("Deployment task %s belongs to the group %s, which is not there"
                        .formatted(id(task), group.asText()));
            }
        }
        task.path("tasks").forEach(member -> graph.edge(member.asText(), id(task)));
    }

    /** A name, or a regular expression between slashes that fits the beginning of a name. */
    static Pattern pattern(String name) {
        return name.length() > 1 && name.startsWith("/") && name.endsWith("/")
                ? Pattern.compile("(?:" + name.substring(1, name.length() - 1) + ").*")
                : Pattern.compile(Pattern.quote(name));
    }

    private void check() {
        for (var name : graph.names()) {
            if (!tasks.containsKey(name)) {
                throw new TaskFault("Deployment task %s names the task or group %s, which is not there"
                        .formatted(whoNames(name), name));
            }
        }
        for (var needed : List.of(START, END)) {
            if (!tasks.containsKey(needed)) {
                throw new TaskFault("The deployment tasks have no stage " + needed);
            }
        }
        order = graph.ordered();
    }

    private String whoNames(String name) {
        return tasks.values().stream()
                .filter(task -> List.of("required_for", "requires", "groups", "tasks", "stage").stream()
                        .anyMatch(field -> names(task.path(field), name)))
                .map(DeploymentGraph::id)
                .findFirst()
                .orElse("?");
    }

    private static boolean names(JsonNode field, String name) {
        for (var one : field) {
            if (one.asText().equals(name)) {
                return true;
            }
        }
        return field.asText().equals(name);
    }

    ObjectNode task(String id) {
        return tasks.get(id);
    }

    Map<String, ObjectNode> tasks() {
        return tasks;
    }

    /** Ids of the groups in the order of the tasks. */
    java.util.stream.Stream<String> groups() {
        return tasks.values().stream().filter(DeploymentGraph::isGroup).map(DeploymentGraph::id);
    }

    /** Groups that are before a group, over however many tasks between that are groups themselves. */
    TaskGraph groupsOnly() {
        return graph.part(groups().toList());
    }

    /** What the group runs on its nodes, in order. */
    List<ObjectNode> of(String group) {
        return order.stream()
                .filter(graph.predecessors(group)::contains)
                .map(tasks::get)
                .filter(this::runs)
                .toList();
    }

    /** What runs before any role does. */
    List<ObjectNode> before() {
        return stage(graph.upTo(START));
    }

    /** What runs when all roles are done. */
    List<ObjectNode> after() {
        return stage(graph.from(END));
    }

    private List<ObjectNode> stage(List<String> names) {
        return graph.part(names).ordered().stream()
                .map(tasks::get)
                .filter(this::runs)
                .toList();
    }

    private boolean runs(ObjectNode task) {
        return !WITHOUT_WORK.contains(task.path("type").asText())
                && !task.path("skipped").asBoolean()
                && selection.includes(id(task));
    }

    static boolean isGroup(JsonNode task) {
        return task.path("type").asText().equals("group");
    }

    static String id(JsonNode task) {
        return task.path("id").asText();
    }

    /** For an operator; tasks of older plugins have no ids. */
    static String name(JsonNode task) {
        return task.has("id")
                ? "Deployment task " + id(task)
                : "A task of type " + task.path("type").asText();
    }
}
