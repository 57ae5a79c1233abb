package org.octane.world.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds what runs on simulated nodes by its environment: daemons that left their parents are found as well. */
public final class NodeProcesses {

    private static final int ROUNDS = 1_000;

    private NodeProcesses() {}

    /** As if the node lost its power. */
    static void killAll(Node node) {
        killAll("OCTANE_ROOT=" + node.root());
    }

    /** As if the whole world lost its power. */
    public static void killAll(Path world) {
        killAll("OCTANE_WORLD=" + world);
    }

    private static void killAll(String mark) {
        // Until none is found: one may have forked another meanwhile. The dead have no environment.
        for (int round = 0; round < ROUNDS; round++) {
            var found = with(mark);
            if (found.isEmpty()) {
                return;
            }
            found.forEach(ProcessHandle::destroyForcibly);
        }
        throw new IllegalStateException("processes of " + mark + " can't be killed");
    }

    private static List<ProcessHandle> with(String mark) {
        var self = ProcessHandle.current();
        return ProcessHandle.allProcesses()
                .filter(p -> !p.equals(self) && has(p, mark))
                .toList();
    }

    private static boolean has(ProcessHandle process, String mark) {
        try {
            var environment = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0")).contains(mark);
        } catch (IOException goneOrSomebodyElses) {
            return false;
        }
    }
}
