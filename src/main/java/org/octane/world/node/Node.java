package org.octane.world.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A simulated node as the world's folder has it.
 *
 * @param world {@code $OCTANE_WORLD}
 * @param id Nailgun's id, or {@link #MASTER}
 */
public record Node(Path world, String id) {

    /** The Fuel master. */
    public static final String MASTER = "master";

    private Path folder() {
        return world.resolve("nodes").resolve(id);
    }

    /** {@code $OCTANE_ROOT}: what the node sees as {@code /}. */
    public Path root() {
        return folder().resolve("root");
    }

    public Path home() {
        return root().resolve("root");
    }

    Path hostKey() {
        return world.resolve("ssh/hosts").resolve(id);
    }

    /** Switched off is what stands in {@code sim/power} as {@code off}; anybody may write it. */
    public boolean poweredOn() {
        try {
            return !Files.readString(folder().resolve("sim/power")).strip().equals("off");
        } catch (IOException nobodySwitchedItYet) {
            return true;
        }
    }

    void power(boolean on) {
        try {
            var file = folder().resolve("sim/power");
            Files.createDirectories(file.getParent());
            Files.writeString(file, on ? "on\n" : "off\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What goes wrong in its programs: {@code bin} is ahead of everything on their PATH. */
    private Path faults() {
        return world.resolve("faults").resolve(id);
    }

    /** All that a program on the node has in its environment. */
    public Map<String, String> environment() {
        var environment = new TreeMap<String, String>(Map.of(
                "PATH",
                faults().resolve("bin") + ":" + world.resolve("bin") + ":/usr/bin:/bin",
                "OCTANE_WORLD",
                world.toString(),
                "OCTANE_ROOT",
                root().toString(),
                "OCTANE_NODE",
                id,
                "HOME",
                home().toString(),
                "LANG",
                "C"));
        if (Files.exists(faults().resolve("full"))) {
            environment.put("BASH_ENV", world.resolve("lib/full-disk.sh").toString());
        }
        return environment;
    }
}
