package org.octane.lab;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.octane.node.NodeFiles;
import org.octane.plan.catalogue.Run;
import org.octane.plan.catalogue.StepDefinition;
import org.octane.step.Outcome;
import org.octane.step.Phase;
import org.octane.step.StepCall;
import org.octane.step.StepFailure;
import org.octane.step.upgradedb.CopyToSeed;

/** One phase of a step, with what the engine would give it: a number, the stage's parameters, results of steps before it. */
final class StepPhases {

    private final Map<String, StepDefinition> steps;
    private final ProducerTemplate camel;
    private final NodeFiles files;
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong(100);
    private final AtomicLong fences = new AtomicLong();
    private final Map<String, Map<String, String>> results = new ConcurrentHashMap<>();

    StepPhases(Map<String, StepDefinition> steps, ProducerTemplate camel, NodeFiles files) {
        this.steps = steps;
        this.camel = camel;
        this.files = files;
    }

    LabSteps.Answer run(StepRequest request) {
        try {
            var step = steps.get(request.step());
            if (step == null) {
                throw new IllegalArgumentException("There is no step " + request.step());
            }
            var outcome = outcome(step, call(step, request));
            var said = (request.phase() == Phase.UNDO ? StepDefinition.UNDONE : "") + step.name();
            results.computeIfAbsent(said + "@" + request.node(), name -> new ConcurrentHashMap<>())
                    .putAll(outcome.results());
            return new LabSteps.Answer(
                    outcome.kind().name().toLowerCase(Locale.ROOT), outcome.message(), outcome.results(), "");
        } catch (StepFailure e) {
            var kind = e.away() ? "busy" : e.passing() ? "failed" : "refused";
            return new LabSteps.Answer(kind, e.getMessage(), Map.of(), e.output());
        } catch (RuntimeException e) {
            return new LabSteps.Answer("broken", e.toString(), Map.of(), "");
        }
    }

    private StepCall call(StepDefinition step, StepRequest request) {
        var parameters = new TreeMap<String, String>(step.with());
        parameters.put("timeout", Long.toString(step.timeout().toSeconds()));
        var number = numbers.computeIfAbsent(step.name() + "@" + request.node(), name -> last.incrementAndGet());
        var call = new StepCall(
                Long.parseLong(request.taken("UPGRADE", "1")),
                number,
                step.file().replaceFirst(".*/", "").replace(".yaml", ""),
                step.name(),
                request.phase(),
                Integer.parseInt(request.taken("ATTEMPT", "1")),
                fences.incrementAndGet(),
                List.of(request.nodeId()),
                Integer.parseInt(request.taken("ORIG_ID", "1")),
                Integer.valueOf(request.taken("SEED_ID", "2")),
                parameters);
        var added = new HashMap<String, String>(used(step, request.phase()));
        added.put("NODE_NAME", request.node());
        added.put("NODE_ID", request.node().replace("node-", ""));
        added.putAll(request.variables());
        return call.with(added);
    }

    /** Results of earlier steps, joined over nodes, see {@code sql/engine/claim/results-of-stage.sql}. */
    private Map<String, String> used(StepDefinition step, Phase phase) {
        var found = new HashMap<String, String>();
        step.uses().forEach((parameter, result) -> {
            int dot = result.indexOf('.');
            var values = new ConcurrentSkipListMap<String, String>();
            results.forEach((place, of) -> {
                if (place.startsWith(result.substring(0, dot) + "@") && of.containsKey(result.substring(dot + 1))) {
                    values.put(place, of.get(result.substring(dot + 1)));
                }
            });
            if (!values.isEmpty()) {
                found.put(parameter, String.join(" ", values.values()));
            } else if (phase != Phase.UNDO && !result.startsWith(StepDefinition.UNDONE)) {
                throw new IllegalStateException("No earlier step has the result " + result);
            }
        });
        return found;
    }

    /** A route or a bean needs more than a lab has, a cast a whole Fuel. */
    static boolean canRun(StepDefinition step) {
        return step.run().kind() == Run.Kind.COPY || step.run().isScript();
    }

    private Outcome outcome(StepDefinition step, StepCall call) {
        if (!canRun(step)) {
            throw new IllegalArgumentException("The lab can't run step " + step.name() + ": " + step.run());
        }
        if (step.run().kind() == Run.Kind.COPY) {
            return copied(step, call);
        }
        return sent(step.run().name(), step.job(), call);
    }

    private Outcome copied(StepDefinition step, StepCall call) {
        if (call.phase() == Phase.UNDO) {
            return sent(step.scripts().get(0), false, call);
        }
        int source = Integer.parseInt(call.parameters().getOrDefault("FROM", "1"));
        var copy = new CopyToSeed(files, any -> source);
        return call.phase() == Phase.ACT ? copy.act(call) : copy.check(call);
    }

    private Outcome sent(String script, boolean job, StepCall call) {
        try {
            return camel.requestBody("node:script/" + script + "?job=" + job, call, Outcome.class);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
