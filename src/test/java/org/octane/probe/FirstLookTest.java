package org.octane.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would be probed, asked at real sockets. */
class FirstLookTest {

    private ServerSocket answers;
    private int closed;

    @BeforeEach
    void aPortThatAnswersAndOneThatDoesNot() throws IOException {
        answers = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (var other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            closed = other.getLocalPort();
        }
    }

    @AfterEach
    void end() throws IOException {
        answers.close();
    }

    @Test
    void whatDoesNotAnswerIsNamedWithWhetherALimitGoesByIt() {
        var found = look("http://127.0.0.1:" + closed + "/{public_vip}/", Duration.ofSeconds(9));

        assertThat(found.asked()).isEqualTo(3);
        assertThat(found.silent())
                .containsExactly(
                        new FirstLook.Silent("api", "http://127.0.0.1:" + closed + "/192.0.2.7/", true),
                        new FirstLook.Silent("mistyped", "127.0.0.1:" + closed, false));
        assertThat(look(ProbeSettings.NONE, null).silent())
                .extracting(FirstLook.Silent::name)
                .containsExactly("mistyped");
    }

    private FirstLook.Found look(String api, Duration limit) {
        var settings = new ProbeSettings(
                api,
                List.of(
                        Target.parse("vm=tcp://127.0.0.1:" + answers.getLocalPort()),
                        Target.parse("mistyped=tcp://127.0.0.1:" + closed),
                        Target.parse("inner=ping://192.0.2.9@5")),
                Duration.ofSeconds(5),
                new ProbeSettings.Limits(limit, null),
                new ProbeSettings.Limits(null, null));
        return new FirstLook(settings, cluster -> Optional.of("http://192.0.2.7:5000/")).apply(7);
    }
}
