package org.octane.step;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/** The steps of the plan in its order, and their undoing in reverse, run on a {@link ScriptWorld}. */
final class Stages {

    private final ScriptWorld world;
    private List<Long> kills = List.of();

    Stages(ScriptWorld world) {
        this.world = world;
    }

    /** From now on each act is killed after these milliseconds, one after the other, before it may run to its end. */
    void interrupted(List<Long> millis) {
        kills = millis;
    }

    /**
     * Runs them one after the other.
     *
     * @param told what steps before said
     * @return what these and those before said, under its name and as the variable that other steps are told it by
     */
    Map<String, String> forward(List<Leg> legs, Map<String, String> told) {
        var said = new HashMap<>(told);
        legs.forEach(leg -> said.putAll(forward(leg, said)));
        return said;
    }

    private Map<String, String> forward(Leg leg, Map<String, String> told) {
        var said = new ConcurrentHashMap<String, String>();
        if (leg.isCopy()) {
            var files = leg.with().get("FILES").split(" ");
            leg.nodes().forEach(node -> world.copyFile(1, node, files));
            return said;
        }
        var with = variables(leg, told);
        leg.nodes()
                .forEach(node ->
                        kills.forEach(millis -> world.killed(leg.stage(), leg.script(), "act", node, with, millis)));
        if (leg.atOnce()) {
            each(leg, node -> world.run(leg.stage(), leg.script(), "act", node, with));
        }
        leg.nodes().forEach(node -> said.putAll(world.step(leg.stage(), leg.script(), node, with)));
        Map.copyOf(said).forEach((name, value) -> said.put(variable(name), value));
        return said;
    }

    /** The leg's act on its first node is killed after so long, and nothing of it is taken up again. */
    void brokenOff(Leg leg, Map<String, String> told, long millis) {
        if (!leg.isCopy()) {
            world.brokenOff(leg.stage(), leg.script(), "act", leg.nodes().get(0), variables(leg, told), millis);
        }
    }

    /** Takes them back, the last one first. */
    Map<String, String> undo(List<Leg> legs, Map<String, String> told) {
        var said = new ConcurrentHashMap<String, String>();
        var known = new ConcurrentHashMap<>(told);
        legs.stream()
                .sorted(Collections.reverseOrder((a, b) -> Integer.compare(legs.indexOf(a), legs.indexOf(b))))
                .forEach(leg -> each(leg, node -> {
                    var undo = world.run(leg.stage(), leg.script(), "undo", node, variables(leg, known));
                    if (undo.exit() != 0) {
                        throw new AssertionError("undo of " + leg + " on node " + node + ": " + undo);
                    }
                    said.putAll(undo.results());
                    // what undoing tells an undo that comes later
                    Optional.ofNullable(undo.results().get("osdmap"))
                            .ifPresent(epoch -> known.merge("SEED_OSDMAP", epoch, (some, other) -> some + " " + other));
                }));
        return said;
    }

    static Map<String, String> variables(Leg leg, Map<String, String> told) {
        var with = new HashMap<>(told);
        with.put("STEP", leg.number());
        with.putAll(leg.with());
        return with;
    }

    private static String variable(String result) {
        return result.equals("set_by")
                ? "NOOUT_BY"
                : result.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static void each(Leg leg, IntConsumer action) {
        if (!leg.atOnce()) {
            leg.nodes().forEach(action::accept);
            return;
        }
        var failures = new ConcurrentLinkedQueue<AssertionError>();
        var threads = leg.nodes().stream()
                .map(node -> new Thread(() -> {
                    try {
                        action.accept(node);
                    } catch (AssertionError e) {
                        failures.add(e);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(Stages::join);
        failures.stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
