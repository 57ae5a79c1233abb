package org.octane.world.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Stops (SIGSTOP) and continues a process and its children: connections stay open and nobody answers. */
final class ProcessFreezer {

    private ProcessFreezer() {}

    static void freeze(long pid) {
        // The parent first: it can't start children that nobody stops.
        signal("-STOP", List.of(pid));
        signal("-STOP", children(pid));
    }

    static void thaw(long pid) {
        signal("-CONT", children(pid));
        signal("-CONT", List.of(pid));
    }

    private static List<Long> children(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .toList();
    }

    private static void signal(String signal, List<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        var command = new ArrayList<>(List.of("kill", signal));
        pids.forEach(pid -> command.add(pid.toString()));
        try {
            // One of them may have ended meanwhile: kill tells, and does the others.
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
