package org.octane.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.octane.world.database.Postgres;
import org.octane.world.files.Folders;
import org.octane.world.files.PortsAndPasswords;

/** Clouds of a few nodes, cut out of the rows of the sample cloud before they are built: the least that a strategy needs. */
public enum SmallestCloud {
    /** A controller, two computes, and a spare server for the controller of a seed. */
    WITH_SPARE(false, 1, 4, 5, 10),
    /** The same, and the computes have OSDs. */
    WITH_SPARE_AND_OSDS(true, 1, 4, 5, 10),
    /** Three controllers, of which one can be away without Ceph's monitors losing their quorum, and two computes. */
    IN_PLACE(false, 1, 2, 3, 4, 5),
    /** The same, and the computes have OSDs. */
    IN_PLACE_WITH_OSDS(true, 1, 2, 3, 4, 5);

    private static final List<String> BUILT = List.of("nodes", "cloud", "astute", "built");

    private final boolean osds;
    private final List<Integer> nodes;

    SmallestCloud(boolean osds, Integer... nodes) {
        this.osds = osds;
        this.nodes = List.of(nodes);
    }

    /** Makes {@code data} that of a world that is built and was never started. */
    public void copyTo(Path data) throws IOException {
        var by = List.of(
                "classes/world",
                "classes/db/nailgun",
                "classes/sql/world",
                "classes/org/octane/world",
                "test-classes/few-nodes.sql",
                "test-classes/org/octane/world/SmallestCloud.class");
        WorldTemplate.copy(WorldTemplate.made("world-" + name().toLowerCase().replace('_', '-'), by, this::make), data);
    }

    private void make(Path draft) throws Exception {
        WorldTemplate.copyTo(draft);
        var world = draft.resolve("world");
        for (var part : BUILT) {
            Folders.delete(world.resolve(part));
        }
        cut(world);
        World.start(draft, WorldOptions.speed(1)).close();
    }

    private void cut(Path world) throws IOException, SQLException {
        var settings = new PortsAndPasswords(world.resolve("kept.properties"));
        try (var postgres = Postgres.start(world, settings);
                var connection = postgres.nailgun().getConnection();
                var statement = connection.createStatement();
                var sql = SmallestCloud.class.getResourceAsStream("/few-nodes.sql")) {
            var kept = nodes.stream().map(String::valueOf).collect(Collectors.joining(", "));
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(":nodes", kept)
                    .replace(":osds", Boolean.toString(osds)));
        }
    }
}
