package org.octane.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.octane.json.Json;
import org.octane.world.WorldTemplate;
import org.octane.world.files.Folders;

/**
 * How far a cloud has come: each is reached once, by whichever test JVM needs it first, and whoever wants to go on from there
 * has a copy of its own.
 */
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

    /** Scripts, stand-ins, and what runs them. */
    private static final List<String> MADE_BY =
            List.of("classes/node", "classes/world", "classes/org/octane/node", "test-classes/org/octane/step");

    private static final String RESULTS = "results.json";

    private final Reached before;
    private final List<Leg> way;

    Reached(Reached before, List<Leg> way) {
        this.before = before;
        this.way = way;
    }

    /** A world of the caller's own that has come so far. */
    ScriptWorld world() {
        var world = ScriptWorld.copyOf(kept().resolve("world"));
        try {
            // Since when which OSD is not heard: a template may be a quarter of an hour old, and these would count as
            // gone.
            Folders.delete(world.folder().resolve("cloud/silent"));
            return world;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the steps on the way there said. */
    Map<String, String> results() {
        try {
            return Json.strings(Files.readString(kept().resolve(RESULTS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path kept() {
        try {
            return WorldTemplate.made("cloud-" + name().toLowerCase(Locale.ROOT), MADE_BY, this::reach);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reach(Path draft) throws IOException {
        try (var world = before == null ? ScriptWorld.build() : before.world()) {
            var results = new Stages(world).forward(way, before == null ? Map.of() : before.results());
            WorldTemplate.copyFiles(world.folder(), Files.createDirectory(draft.resolve("world")));
            Files.writeString(draft.resolve(RESULTS), Json.write(results));
        }
    }
}
