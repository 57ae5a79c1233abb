package org.octane.astute.tasks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.octane.json.Json;

/** What is run before and after all roles, in order. */
final class Hooks {

    static final int STEP = 100;

    private final DeploymentGraph tasks;
    private final TaskConditions conditions;
    private final SpecialTasks special;
    private final PluginHooks plugins;
    private final boolean later;

    Hooks(DeploymentGraph tasks, TaskConditions conditions, HookContext context) {
        this.tasks = tasks;
        this.conditions = conditions;
        this.special = new SpecialTasks(context);
        this.plugins = new PluginHooks(context);
        this.later = context.later();
    }

    ArrayNode before() {
        var begin = plugins.begin();
        return later
                ? numbered(begin, items(tasks.before()), plugins.of("pre_deployment"))
                : numbered(items(tasks.before()), begin, plugins.of("pre_deployment"));
    }

    ArrayNode after() {
        return numbered(items(tasks.after()), plugins.of("post_deployment"));
    }

    private List<ObjectNode> items(List<ObjectNode> declared) {
        return declared.stream()
                .filter(task -> SpecialTasks.decidesItself(task) || conditions.hold(task))
                .flatMap(task -> special.items(task).peek(item -> HookParameters.check(task, item)))
                .toList();
    }

    @SafeVarargs
    private static ArrayNode numbered(List<ObjectNode>... parts) {
        var all = new ArrayList<ObjectNode>();
        for (var part : parts) {
            all.addAll(part);
        }
        var numbered = Json.array();
        all.forEach(item -> numbered.add(item.put("priority", STEP * (numbered.size() + 1))));
        return numbered;
    }
}
