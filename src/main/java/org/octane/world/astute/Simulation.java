package org.octane.world.astute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The world that Astute works on.
 *
 * @param folder {@code $OCTANE_WORLD}
 */
public record Simulation(Path folder, NodeLifecycle lifecycle, Disturbance disturbance) {

    /** So long the real Astute waits for a node that does not answer before it gives the node up. */
    private static final Duration OFFLINE = Duration.ofSeconds(110);

    Path node(String uid) {
        return folder.resolve("nodes").resolve(uid);
    }

    /** A server that was never there, or that is switched off. */
    boolean answers(String uid) {
        if (!uid.matches("[0-9]+|master") || !Files.isDirectory(node(uid))) {
            return false;
        }
        try {
            var power = node(uid).resolve("sim/power");
            return !Files.exists(power) || !Files.readString(power).strip().equals("off");
        } catch (IOException e) {
            return false;
        }
    }

    Duration patience() {
        return scaled(OFFLINE);
    }

    /** That time at the world's speed. */
    Duration scaled(Duration real) {
        return Duration.ofMillis(Math.max(1, Math.round(real.toMillis() / speed())));
    }

    private double speed() {
        try {
            double speed =
                    Double.parseDouble(Files.readString(folder.resolve("speed")).strip());
            return speed > 0 ? speed : 1;
        } catch (IOException | NumberFormatException e) {
            return 1;
        }
    }
}
