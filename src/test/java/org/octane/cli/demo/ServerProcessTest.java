package org.octane.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.octane.cli.client.Failure;

class ServerProcessTest {

    @Test
    void aServerThatDoesNotStartIsQuotedWithItsLastLines(@TempDir Path data) throws Exception {
        try (ServerProcess server = new ServerProcess(data, List.of("no-such-command"))) {
            assertThatThrownBy(() -> server.awaitReady(60))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("The server ended with exit status 2")
                    .hasMessageContaining("Unmatched argument at index 0: 'no-such-command'")
                    .satisfies(e -> assertThat(((Failure) e).next()).contains("server.log"));
        }
    }

    @Test
    void aServerThatIsNotReadyInTimeIsEnded(@TempDir Path data) throws Exception {
        ServerProcess server = new ServerProcess(data, List.of("watch", "1", "--url", "http://127.0.0.1:1"));

        assertThatThrownBy(() -> server.awaitReady(1)).hasMessageContaining("was not ready within 1 s");

        server.close();
        assertThat(server.isAlive()).isFalse();
    }
}
