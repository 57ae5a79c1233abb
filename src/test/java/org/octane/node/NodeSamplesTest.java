package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
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
}
