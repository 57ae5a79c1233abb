package org.octane.astute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.octane.json.Json;
import org.octane.node.NodeScript;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;

/**
 * The deployment tasks by which the control plane goes to other controllers: a script after the other, each on all controllers of its
 * side at once. Astute writes all that it does into its log, so a script is told no more than what it names; none names a secret.
 *
 * <p>Parameter {@code tasks}: {@code SIDE SCRIPT, SIDE SCRIPT}, where the side {@code seed} are the step's nodes that have the new
 * release and {@code original} all others.
 */
record SwitchTasks(TaskScripts scripts) {

    /** The controllers of the new side, by name. */
    private static final String NEW_SIDE = "SEED_CONTROLLERS";

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int NEXT = 100;

    /** @param calls of each of its nodes, with their facts */
    private record Task(String script, List<StepCall> calls) {

        String name() {
            return script.substring(script.indexOf('/') + 1);
        }

        List<String> uids() {
            return calls.stream().map(call -> call.nodes().get(0).toString()).toList();
        }
    }

    /** In the order in which Astute runs them. */
    ArrayNode of(StepCall call) {
        var made = Json.array();
        for (var task : tasks(call.in(Phase.ACT))) {
            for (var one : task.calls) {
                var upload = item(
                        made, "upload_file", task.name(), one.nodes().get(0).toString());
                upload.put("path", "/" + path(one, task)).put("data", text(task, one));
                upload.put("permissions", "0600").put("dir_permissions", "0700");
            }
            var run = item(made, "shell", task.name(), task.uids().toArray(String[]::new));
            // An agent of Astute's has no home, and whatever mask its own start gave it.
            run.put(
                    "cmd",
                    "umask 022 && HOME=${OCTANE_ROOT:-}/root bash ${OCTANE_ROOT:-}/" + path(task.calls.get(0), task));
            // Octane itself tries again, once it has looked. At 0 Astute 6.1 would run it not even once; later ones run
            // it again where it
            // fails, which does no harm.
            run.put("cwd", "/")
                    .put("timeout", LONGEST.toSeconds())
                    .put("retries", 1)
                    .put("interval", 1);
        }
        return made;
    }

    /**
     * Asks each script on each of its nodes whether what it does is there.
     *
     * @return done, or missing with the first sentence that says what is not
     * @throws StepFailure somebody doesn't answer
     */
    Outcome look(StepCall call) {
        var results = new LinkedHashMap<String, String>();
        for (var task : tasks(call.in(Phase.CHECK))) {
            for (var one : task.calls) {
                var said = scripts.run(task.script, one);
                if (said.kind() != Outcome.Kind.DONE) {
                    return Outcome.missing(one.parameters().get("NODE_NAME") + ": " + said.message());
                }
                results.putAll(said.results());
            }
        }
        return Outcome.done("The control plane is switched", results);
    }

    private List<Task> tasks(StepCall call) {
        var calls = call.nodes().stream()
                .map(node -> scripts.facts(call.on(List.of(node))))
                .toList();
        var tasks = new ArrayList<Task>();
        for (var words : call.parameters().get("tasks").strip().split("\\s*,\\s*")) {
            var side = words.split("\\s+", 2);
            var those = calls.stream()
                    .filter(one -> isNew(one) == side[0].equals("seed"))
                    .toList();
            if (those.isEmpty()) {
                throw StepFailure.lasting(
                        "Cluster " + call.original() + " has no controller with "
                                + (side[0].equals("seed") ? "the new release" : "the release of before"),
                        "See the releases of its nodes: octane nodes --env " + call.original());
            }
            tasks.add(new Task(side[1], those));
        }
        return tasks;
    }

    private static boolean isNew(StepCall call) {
        return Arrays.asList(call.parameters().get(NEW_SIDE).split(" "))
                .contains(call.parameters().get("NODE_NAME"));
    }

    private static String text(Task task, StepCall call) {
        var script = NodeScript.named(task.script);
        // Agents of old have trouble with what is not ASCII.
        return script.text(script.told(call)).replace("…", "...");
    }

    private static String path(StepCall call, Task task) {
        return "var/lib/octane/cluster-%d/upgrade-%d/tasks/%s.sh"
                .formatted(call.original(), call.upgrade(), task.name());
    }

    /** @return its parameters */
    private static ObjectNode item(ArrayNode made, String type, String name, String... uids) {
        var item = made.addObject().put("id", name).put("type", type);
        item.put("priority", NEXT * made.size()).put("fail_on_error", true);
        item.set("uids", Json.array(List.of(uids)));
        return item.putObject("parameters");
    }
}
