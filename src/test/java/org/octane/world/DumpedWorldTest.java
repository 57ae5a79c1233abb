package org.octane.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.world.build.NodeVariables;
import org.octane.world.database.NailgunRows;

/** Worlds made from dumps of real Nailguns, where there are any beside the project. */
class DumpedWorldTest {

    private static final Path DUMPS =
            Path.of(System.getenv().getOrDefault("OCTANE_SHARED_DATA", "../shared/data"), "nailgun");

    @ParameterizedTest
    @ValueSource(strings = {"7.0-from-6.1", "8.0-from-6.1", "9.2-from-6.1"})
    void theNodesOfTheDumpAreThere(String version) throws Exception {
        var dump = DUMPS.resolve("nailgun-" + version + "-sample.sql.gz");
        assumeTrue(Files.exists(dump));
        try (var world = TestWorld.start(WorldOptions.speed(50).with(dump));
                var ssh = new TestClient(world.properties())) {
            assertThat(ssh.addresses()).hasSize(13).containsKeys("master", "1", "12");
            var facts = new NodeVariables(
                            NailgunRows.read(world.world().nailgun()),
                            NailgunRows.read(world.world().nailgun()).nodes().get(0))
                    .variables();
            assertThat(facts)
                    .containsEntry("PRIMARY", "1")
                    .containsEntry("PUBLIC_VIP", "172.16.0.2")
                    .containsEntry("MGMT_VROUTER_VIP", "192.168.0.2")
                    .containsEntry("PARTITIONS", "sda:os:28672");
        }
    }
}
