package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorldProcessTest {

    @Test
    void itsArchiveOfClassesLiesBesideTheServers() {
        assertThat(WorldProcess.archive(
                        List.of("-Xmx512m", "-XX:SharedArchiveFile=/o/target/octane-server.jsa", "-Xlog:cds=off")))
                .containsExactly("-XX:SharedArchiveFile=/o/target/octane-world.jsa", "-Xlog:cds=off");
        assertThat(WorldProcess.archive(List.of("-XX:ArchiveClassesAtExit=/o/trial/octane-server.jsa")))
                .containsExactly("-XX:ArchiveClassesAtExit=/o/trial/octane-world.jsa");
        assertThat(WorldProcess.archive(List.of("-Xmx512m"))).isEmpty();
    }
}
