package org.octane.cli.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.octane.cli.client.ExitCode;
import org.octane.cli.client.Failure;

/** Checks what the demo needs of this machine, before anything is started. */
final class DemoRequirements {

    private static final List<String> TOOLS =
            List.of("bash", "awk", "sed", "grep", "gzip", "tar", "flock", "openssl", "sha256sum", "setsid");
    private static final long ROOM = 1L << 30;

    private DemoRequirements() {}

    static void pass(Path data, Path dump) {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!system.equals("Linux amd64")) {
            throw failed(
                    "The demo's PostgreSQL is built for Linux on x86-64, and this is " + system + ".",
                    "Run it on such a machine, or in a container of one.");
        }
        List<String> missing = new ArrayList<>(TOOLS);
        missing.removeIf(DemoRequirements::onPath);
        if (!missing.isEmpty()) {
            throw failed(
                    "Simulated nodes run real shell scripts, and " + String.join(", ", missing) + " is not on PATH.",
                    "Install it and start the demo again.");
        }
        if (dump != null && !Files.isReadable(dump)) {
            throw failed("The dump " + dump + " can't be read.", "Name a readable file after --nailgun-dump.");
        }
        long free = data.toFile().getUsableSpace();
        if (free < ROOM) {
            throw failed(
                    "There are " + (free >> 20) + " MiB free at " + data + ", and the demo needs " + (ROOM >> 20) + ".",
                    "Free some space, or name another folder with --data DIR.");
        }
    }

    private static boolean onPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static Failure failed(String message, String next) {
        return new Failure(ExitCode.UPGRADE_FAILED, message, next);
    }
}
