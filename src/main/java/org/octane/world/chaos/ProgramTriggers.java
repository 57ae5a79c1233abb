package org.octane.world.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs whose start triggers a fault ({@code when=}): the program waits until the fault has begun. */
record ProgramTriggers(FaultTargets targets, ProgramRules rules) {

    ProgramTriggers(Path world, FaultTargets targets) {
        this(targets, new ProgramRules(world));
    }

    void expect(FaultLifecycle lifecycle) {
        var rule = Map.of(
                "KIND",
                "tell",
                "TEXT",
                lifecycle.fault().text(),
                "NTH",
                Integer.toString(lifecycle.fault().number(FaultOption.NTH, 1)),
                "TIMES",
                "1");
        places(lifecycle).forEach(node -> rules.put(node, program(lifecycle), lifecycle.number(), rule));
    }

    boolean came(FaultLifecycle lifecycle) {
        return rules.told(lifecycle.number());
    }

    /** The program that waits may go on. */
    void release(FaultLifecycle lifecycle) {
        places(lifecycle).forEach(node -> rules.remove(node, program(lifecycle), lifecycle.number()));
    }

    private static String program(FaultLifecycle lifecycle) {
        var when = lifecycle.fault().text(FaultOption.WHEN, "");
        return when.substring(when.indexOf('/') + 1);
    }

    private List<String> places(FaultLifecycle lifecycle) {
        var when = lifecycle.fault().text(FaultOption.WHEN, "");
        var slash = when.indexOf('/');
        if (slash > 0) {
            return List.of(FaultSpec.id(when.substring(0, slash)));
        }
        return lifecycle.fault().node().isEmpty() ? targets.nodes() : targets.struckBy(lifecycle.fault());
    }
}
