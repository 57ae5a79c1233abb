package org.octane.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.octane.cli.client.FailedChecks;
import org.octane.cli.client.Json;

/**
 * A plan on one page, whatever the cloud's size: versions now and then, stages, for how long the API is closed, what can't be undone,
 * what the pre-flight says, and the next command.
 */
public final class PlanPage {

    private PlanPage() {}

    /** @param next the command that carries it out */
    public static void print(JsonNode plan, String next, PrintWriter out) {
        versions(plan, out);
        out.println();
        Table stages = new Table("STAGE", "TIME", "WHAT");
        for (JsonNode stage : plan.path("stages")) {
            stages.row(Json.text(stage, "stage"), estimate(stage), Json.text(stage, "title"));
        }
        stages.print(out);
        out.println();
        api(plan, out);
        batches(plan, out);
        forGood(plan, out);
        out.println();
        fit(plan.path("preflight"), next, out);
    }

    private static void versions(JsonNode plan, PrintWriter out) {
        JsonNode stages = plan.path("stages");
        int steps = 0;
        for (JsonNode stage : stages) {
            steps += stage.path("steps").size();
        }
        out.println("Cluster " + Json.text(plan, "original_cluster_id") + " to release " + Json.text(plan, "release_id")
                + ", " + Json.text(plan, "strategy") + ": " + CountText.of(stages.size(), "stage") + ", "
                + CountText.of(steps, "step") + ", about " + estimate(plan) + ".");
        if (plan.hasNonNull("version_now")) {
            out.println("  now:  " + Json.text(plan, "version_now"));
            out.println("  then: " + Json.text(plan, "version_then"));
        }
    }

    private static void api(JsonNode plan, PrintWriter out) {
        JsonNode closed = plan.path("api_closed");
        out.println(
                closed.isObject()
                        ? "The cloud's API is closed for up to "
                                + DurationText.ofSeconds(
                                        closed.path("at_most_seconds").asLong())
                                + ", from "
                                + Json.text(closed, "from") + " to " + Json.text(closed, "until") + "."
                        : "The cloud's API stays open.");
    }

    private static void batches(JsonNode plan, PrintWriter out) {
        for (JsonNode stage : plan.path("stages")) {
            int turns = 0;
            for (JsonNode step : stage.path("steps")) {
                turns += step.path("waits").asBoolean() ? 1 : 0;
            }
            if (turns > 0) {
                out.println(Json.text(stage, "stage") + " waits " + CountText.of(turns, "time")
                        + " for an approval or a window; --steps shows for what.");
            }
            for (JsonNode role : stage.path("batches")) {
                out.println(Json.text(stage, "stage") + ", role " + Json.text(role, "role") + ": "
                        + BatchText.sizes(role.path("sizes")) + ", " + BatchText.limit(role) + ".");
            }
            BatchText.together(stage.path("batches"))
                    .forEach(roles -> out.println(
                            Json.text(stage, "stage") + ": " + roles + " go in the same batches, by the same casts."));
        }
    }

    /** A line for each step, however many nodes it is planned for. */
    private static void forGood(JsonNode plan, PrintWriter out) {
        Map<String, Integer> times = new LinkedHashMap<>();
        Map<String, String> why = new LinkedHashMap<>();
        for (JsonNode stage : plan.path("stages")) {
            for (JsonNode step : stage.path("steps")) {
                if (step.hasNonNull("irreversible")) {
                    String name = Json.text(stage, "stage") + " " + Json.text(step, "name");
                    times.merge(name, 1, Integer::sum);
                    why.putIfAbsent(name, Json.text(step, "irreversible"));
                }
            }
        }
        out.println(times.isEmpty() ? "Every step can be undone." : "Can't be undone:");
        times.forEach((name, count) ->
                out.println("  ! " + name + (count == 1 ? "" : " (" + count + " times)") + ": " + why.get(name)));
    }

    private static void fit(JsonNode findings, String next, PrintWriter out) {
        FailedChecks failed = FailedChecks.of(findings);
        if (failed.names().isEmpty()) {
            out.println("The cloud is fit for this: " + CountText.of(findings.size(), "check") + " made, none fails.");
            out.println("Next: " + next);
            return;
        }
        out.println(CountText.of(failed.names().size(), "check") + " of " + findings.size()
                + (failed.names().size() == 1 ? " fails:" : " fail:"));
        for (JsonNode finding : findings) {
            if (failed.names().contains(Json.text(finding, "check"))) {
                out.println("  " + Json.text(finding, "check") + ": " + Json.text(finding, "found"));
                out.println("    to do: " + Json.text(finding, "remedy"));
            }
        }
        out.println("Next, once that is cured: " + next);
    }

    private static String estimate(JsonNode node) {
        return DurationText.ofSeconds(node.path("estimate_seconds").asLong());
    }
}
