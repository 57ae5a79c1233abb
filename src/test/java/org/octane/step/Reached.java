package org.octane.step;

import java.util.List;
import java.util.Map;

/** How far a cloud has come: each is reached once in this JVM, and whoever wants to go on from there has a copy of its own. */
enum Reached {
    BUILT(null, List.of()),
    MAINTENANCE(BUILT, Leg.MAINTENANCE),
    DUMPED(MAINTENANCE, Leg.DUMP),
    DATABASES(DUMPED, Leg.RESTORE),
    PACKED(BUILT, Leg.PACK),
    INSTALLED(PACKED, Leg.INSTALL),
    MONITORS(INSTALLED, Leg.MONITORS),
    DATABASES_AND_MONITORS(DATABASES, Leg.CEPH),
    CONTROL(DATABASES_AND_MONITORS, Leg.CONTROL);

    private final Reached before;
    private final List<Leg> way;
    private ScriptWorld world;
    private Map<String, String> results;

    Reached(Reached before, List<Leg> way) {
        this.before = before;
        this.way = way;
    }

    /** A world of the caller's own that has come so far. */
    synchronized ScriptWorld world() {
        reach();
        return world.copy();
    }

    /** What the steps on the way there said. */
    synchronized Map<String, String> results() {
        reach();
        return results;
    }

    private void reach() {
        if (world == null) {
            var begun = before == null ? ScriptWorld.build() : before.world();
            Runtime.getRuntime().addShutdownHook(new Thread(begun::close));
            results = new Stages(begun).forward(way, before == null ? Map.of() : before.results());
            world = begun;
        }
    }
}
