package org.octane.world.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs that faults wait for ({@code when=}): the program waits in turn until the fault has begun. */
record Occasions(Surroundings surroundings, NodeRules rules) {

    Occasions(Path world, Surroundings surroundings) {
        this(surroundings, new NodeRules(world));
    }

    void expect(Course course) {
        var rule = Map.of(
                "KIND",
                "tell",
                "TEXT",
                course.fault().text(),
                "NTH",
                Integer.toString(course.fault().number(Option.NTH, 1)),
                "TIMES",
                "1");
        places(course).forEach(node -> rules.put(node, program(course), course.number(), rule));
    }

    boolean came(Course course) {
        return rules.told(course.number());
    }

    /** The program that waits may go on. */
    void release(Course course) {
        places(course).forEach(node -> rules.remove(node, program(course), course.number()));
    }

    private static String program(Course course) {
        var when = course.fault().text(Option.WHEN, "");
        return when.substring(when.indexOf('/') + 1);
    }

    private List<String> places(Course course) {
        var when = course.fault().text(Option.WHEN, "");
        var slash = when.indexOf('/');
        if (slash > 0) {
            return List.of(FaultSpec.id(when.substring(0, slash)));
        }
        return course.fault().node().isEmpty() ? surroundings.nodes() : surroundings.struckBy(course.fault());
    }
}
