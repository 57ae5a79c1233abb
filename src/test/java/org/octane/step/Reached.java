package org.octane.step;

import java.util.Map;
import java.util.function.BiFunction;

/** How far a cloud has come: each is reached once in this JVM, and whoever wants to go on from there has a copy of its own. */
enum Reached {
    BUILT(null, (stages, before) -> Map.of()),
    MAINTENANCE(BUILT, (stages, before) -> {
        stages.maintenance();
        return Map.of();
    }),
    DUMPED(MAINTENANCE, (stages, before) -> stages.dump()),
    DATABASES(DUMPED, Stages::restored),
    PACKED(BUILT, (stages, before) -> stages.packedMonitors()),
    INSTALLED(PACKED, (stages, with) -> {
        stages.installMonitors(with);
        return with;
    }),
    MONITORS(INSTALLED, Stages::startMonitors),
    DATABASES_AND_MONITORS(DATABASES, (stages, before) -> stages.monitors()),
    CONTROL(DATABASES_AND_MONITORS, (stages, before) -> stages.control());

    private final Reached before;
    private final BiFunction<Stages, Map<String, String>, Map<String, String>> way;
    private ScriptWorld world;
    private Map<String, String> results;

    Reached(Reached before, BiFunction<Stages, Map<String, String>, Map<String, String>> way) {
        this.before = before;
        this.way = way;
    }

    /** A world of the caller's own that has come so far. */
    synchronized ScriptWorld world() {
        reach();
        return world.copy();
    }

    /** What the last stage on the way there said. */
    synchronized Map<String, String> results() {
        reach();
        return results;
    }

    private void reach() {
        if (world == null) {
            var begun = before == null ? ScriptWorld.build() : before.world();
            Runtime.getRuntime().addShutdownHook(new Thread(begun::close));
            results = way.apply(new Stages(begun), before == null ? Map.of() : before.results());
            world = begun;
        }
    }
}
