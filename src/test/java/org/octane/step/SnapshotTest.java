package org.octane.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What makes two clouds differ. */
class SnapshotTest {

    private static final String DUMP = "/var/lib/octane/cluster-1/upgrade-7/databases.sql.gz";

    /** It says when it was made, and is sealed with another salt; what is in it counts. */
    @Test
    void aDumpThatIsMadeAgainIsTheSameAndOneWithAnotherRowIsNot() throws IOException {
        try (var world = Reached.DUMPED.world()) {
            var before = Snapshot.of(world);
            var sealed = Files.readAllBytes(world.file(1, DUMP));
            Files.delete(world.file(1, DUMP));
            world.step("upgrade-db", "dump-databases", 1, Map.of());
            assertThat(Files.readAllBytes(world.file(1, DUMP))).isNotEqualTo(sealed);
            assertThat(dumps(before, world)).isEmpty();

            var plain = SealedDumps.read(world, 1, DUMP);
            SealedDumps.write(
                    world, 1, DUMP, plain.replaceFirst("(INSERT INTO `project` VALUES\\s*\\(')", "$1another"));
            assertThat(dumps(before, world))
                    .as("the dump, and a checksum that is not its own")
                    .hasSize(2);
            Files.write(world.file(1, DUMP), List.of("Salted__ and cut off"));
            assertThat(dumps(before, world)).hasSize(2);
        }
    }

    private static List<String> dumps(Snapshot before, ScriptWorld world) {
        return before.differences(Snapshot.of(world)).stream()
                .filter(line -> line.contains("databases.sql.gz"))
                .toList();
    }
}
