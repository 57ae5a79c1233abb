package org.octane.world.fuel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Astute's processes as {@code ps} on the simulated Fuel master shows them: a file for each, named by the process id, its
 * text what {@code ps} prints as the command. In a container ids begin anew with every start, so that they come again.
 */
public final class AstuteProcesses {

    private static final int FIRST = 36;

    private final Path folder;
    private int next = FIRST;

    public AstuteProcesses(Path folder) {
        this.folder = folder;
    }

    public synchronized int begin(String command) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(Integer.toString(next)), command + "\n");
            return next++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void end(int pid) {
        try {
            Files.deleteIfExists(folder.resolve(Integer.toString(pid)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole program is gone, in whatever way. */
    public synchronized void endAll() {
        if (Files.isDirectory(folder)) {
            try (var all = Files.list(folder)) {
                for (var process : all.toList()) {
                    Files.delete(process);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        next = FIRST;
    }
}
