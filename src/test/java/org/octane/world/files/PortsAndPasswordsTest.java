package org.octane.world.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsAndPasswordsTest {

    /** Among 12,000 some of them would be the same. */
    private static final int SERVICES = 300;

    @Test
    void twoWorldsThatStartAtTheSameTimeChooseDifferentPorts(@TempDir Path folder) {
        var worlds = Stream.of("one", "two")
                .map(name -> new PortsAndPasswords(folder.resolve(name)))
                .toList();

        var chosen = IntStream.range(0, SERVICES)
                .boxed()
                .flatMap(service -> worlds.stream().map(world -> world.port("service-" + service)))
                .toList();

        assertThat(chosen).doesNotHaveDuplicates();
    }
}
