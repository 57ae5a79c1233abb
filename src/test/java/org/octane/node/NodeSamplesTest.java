package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.octane.world.TestWorld;

/** Samples that a node takes over SSH. */
@ExtendWith(TestWorld.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeSamplesTest {

    private static final int NODE = 5;
    private static final Duration WITHIN = Duration.ofSeconds(1);

    private final NodeFixture nodes;

    NodeSamplesTest(TestWorld world) {
        nodes = new NodeFixture(world);
    }

    @AfterAll
    void end() {
        nodes.close();
    }

    @Test
    void aNodeSaysWhetherSomethingAnswersAndWhenItAsked() throws IOException {
        var samples = new NodeSamples(nodes.commands);
        int port;
        try (var open = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var up = samples.take(NODE, "tcp", "127.0.0.1:" + open.getLocalPort(), 3, WITHIN);

            assertThat(up).extracting(NodeSamples.Sample::answer).containsExactly("yes", "yes", "yes");
            assertThat(up.get(0).after()).isLessThan(Duration.ofSeconds(1));
            assertThat(up.get(2).after()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            port = open.getLocalPort();
        }
        assertThat(samples.take(NODE, "tcp", "127.0.0.1:" + port, 2, WITHIN))
                .extracting(NodeSamples.Sample::answer)
                .containsExactly("no", "no");
        assertThat(samples.take(NODE, "tcp", "no-such-host.invalid:22", 1, WITHIN))
                .extracting(NodeSamples.Sample::answer)
                .containsExactly("unknown");
    }

    @Test
    void anApiIsAskedByHttpAndAHostByPing() {
        assertThat(sample("http", "http://172.16.0.2:5000/")).isEqualTo("yes");
        assertThat(sample("http", "http://172.16.0.2:4711/")).isEqualTo("no");
        assertThat(sample("ping", "172.16.0.2")).isEqualTo("yes");
        assertThat(sample("ping", "no-such-host.invalid")).isEqualTo("unknown");
    }

    /** Programs of other years take words without a status line for HTTP 0.9, and are content with them. */
    @Test
    void whatAnswersWithoutHttpIsNoApi(@TempDir Path bin) throws Exception {
        var curl = Files.writeString(bin.resolve("curl"), "#!/bin/bash\nprintf 000\n");
        Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
        var bash = new ProcessBuilder(
                "bash", "-c", "KIND=http ADDRESS=x COUNT=1 WITHIN=1\n" + NodeScript.resource("node/job/samples.sh"));
        bash.environment().merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
        var process = bash.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .matches("\\d+ no\n");
    }

    private String sample(String kind, String address) {
        return new NodeSamples(nodes.commands)
                .take(NODE, kind, address, 1, WITHIN)
                .get(0)
                .answer();
    }
}
