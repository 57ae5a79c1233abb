package org.octane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.world.TestWorld;

/** Whoever looks for what stayed behind finds it. */
class NothingHeldTest {

    @TempDir
    private Path data;

    private CloudOnDisk cloud;
    private NothingHeld nothing;

    @BeforeEach
    void build() throws IOException {
        TestWorld.built(data);
        cloud = new CloudOnDisk(data.resolve("world"));
        nothing = new NothingHeld(cloud);
    }

    @Test
    void aCloudThatNobodyTouchedIsInNobodysHands() {
        assertThat(nothing.held()).isEmpty();
    }

    @Test
    void aClosedApiIsSeen() throws IOException {
        change(cloud.world().resolve("cloud/api/172.16.0.2"), text -> text.replaceFirst("200", "503"));
        assertThat(nothing.held()).containsExactly("the API on 172.16.0.2 answers 503");
    }

    @Test
    void oneClosedSectionIsSeen() throws IOException {
        change(cloud.world().resolve("cloud/api/192.168.0.1"), text -> text.replaceFirst("(\n[0-9]+) 200", "$1 503"));
        assertThat(nothing.held())
                .singleElement()
                .asString()
                .matches("192\\.168\\.0\\.1 has a closed section: [0-9]+ 503 .*");
    }

    @Test
    void anAddressThatNobodyAnswersIsSeen() throws IOException {
        Files.delete(cloud.world().resolve("cloud/api/172.16.0.2"));
        assertThat(nothing.held()).containsExactly("nobody answers on 172.16.0.2");
    }

    @Test
    void aMaintenancePageInTheFilesIsSeenBeforeItIsLoaded() throws IOException {
        var file = cloud.files(cloud.root("2").resolve("etc/haproxy/conf.d"), path -> true)
                .get(1);
        change(file, text -> text + "  use_backend maintenance if TRUE\n");
        assertThat(nothing.held())
                .containsExactly("haproxy of node-2 is closed for maintenance:   use_backend maintenance if TRUE");
    }

    @Test
    void aLoadedMaintenancePageIsSeenWhenItsFilesAreGone() throws IOException {
        var process =
                cloud.files(cloud.sim("3").resolve("haproxy"), path -> true).get(0);
        change(process, text -> text.replaceFirst(" 0 ", " 1 "));
        assertThat(nothing.held()).singleElement().asString().startsWith("haproxy of node-3 is closed");
    }

    @Test
    void nooutIsSeenOnAnyMonitor() throws IOException {
        Files.writeString(cloud.monitor("2").resolve("flags"), "noout\n");
        assertThat(nothing.held()).containsExactly("noout is set, says the monitor of node-2");
    }

    @Test
    void monitorsThatDoNotRunAreSeen() throws IOException {
        for (var node : new String[] {"1", "2"}) {
            change(
                    cloud.sim(node).resolve("services/ceph-mon@node-" + node),
                    text -> text.replace(" running ", " stopped "));
        }
        assertThat(nothing.held()).containsExactly("Ceph has no quorum among nodes [1, 2, 3]: only [3] run");
    }

    @Test
    void aDisabledComputeIsSeen() throws IOException {
        change(
                cloud.world().resolve("cloud/env/1/db/nova/services.rows"),
                text -> text.replaceFirst("('node-5','nova-compute'),0", "$1,1"));
        assertThat(nothing.held())
                .singleElement()
                .asString()
                .startsWith("nova may not use ")
                .contains("node-5");
    }

    private static void change(Path file, UnaryOperator<String> how) throws IOException {
        var before = Files.readString(file);
        assertThat(Files.writeString(file, how.apply(before))).content().isNotEqualTo(before);
    }
}
