package org.octane.step.upgradenode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.octane.step.NodeShell;

/** The virtual machines of the simulated cloud, past nova. */
record Vms(NodeShell shell) {

    /** Ids of those that run on a host. */
    List<String> running(String host) {
        return all("running " + host);
    }

    List<String> stopped(String host) {
        return all("stopped " + host);
    }

    /** What nova believes of one. */
    void setState(String id, String from, String to) {
        var rows = shell.world().resolve("cloud/env/1/db/nova/instances.rows");
        try {
            var text = Files.readString(rows)
                    .lines()
                    .map(row -> row.contains(id) ? row.replace("'" + from + "'", "'" + to + "'") : row)
                    .toList();
            Files.writeString(rows, String.join("\n", text) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> all(String state) {
        try (var files = Files.list(shell.world().resolve("cloud/vms"))) {
            return files.filter(file -> first(file).equals(state))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String first(Path file) {
        try {
            return Files.readAllLines(file).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
