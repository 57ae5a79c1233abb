package org.octane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.step.StepFailure;

class NodeAddressFileTest {

    @TempDir
    Path folder;

    @Test
    void aHostMayBeAnAddressOfIpv6() throws IOException {
        assertThat(of("[fd00::1]:2222").getPort()).isEqualTo(2222);
        assertThat(of("[fd00::1]:2222").getAddress().getHostAddress()).isEqualTo("fd00:0:0:0:0:0:0:1");
        assertThat(of("127.0.0.1:22").getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:ssh", "fd00::1:22", ":22", "127.0.0.1:", "127.0.0.1:70000"})
    void whatIsNoHostAndPortIsSaidWithTheLineToWrite(String written) {
        assertThatThrownBy(() -> of(written))
                .isInstanceOfSatisfying(StepFailure.class, failure -> assertThat(failure.remedy())
                        .contains("`7 HOST:PORT`"))
                .hasMessageContaining("Node 7 has the address '" + written + "'");
    }

    private InetSocketAddress of(String written) throws IOException {
        var file = Files.writeString(folder.resolve("addresses"), "7 " + written + "\n");
        return new NodeAddressFile(file).of(7);
    }
}
