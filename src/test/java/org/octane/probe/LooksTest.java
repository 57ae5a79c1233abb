package org.octane.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.octane.cli.client.FakeServer;

/** What each way to ask answers, of real sockets. */
class LooksTest {

    private final Looks looks = new Looks(Duration.ofMillis(300));

    @Test
    void anApiIsUpUnlessItsServerIsAtFault() throws IOException {
        try (var server = new FakeServer()) {
            server.answer("GET /ok", 300, "{}").answer("GET /login", 401, "{}").answer("GET /away", 503, "{}");

            assertThat(at("http://" + server.url().substring(7) + "/ok")).isEqualTo(Verdict.UP);
            assertThat(at(server.url() + "/login")).isEqualTo(Verdict.UP);
            assertThat(at(server.url() + "/away")).isEqualTo(Verdict.DOWN);
        }
    }

    @Test
    void whatAnswersWithoutHttpIsNoApi() throws Exception {
        try (var other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var answers = new Thread(() -> {
                try (var caller = other.accept()) {
                    caller.getInputStream().read();
                    caller.getOutputStream().write("SSH-2.0-OpenSSH_6.6\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            answers.start();

            assertThat(at("http://127.0.0.1:" + other.getLocalPort() + "/")).isEqualTo(Verdict.DOWN);
            answers.join();
        }
    }

    @Test
    void nobodyThereIsDownAndOneThatNeverAnswersToo() throws IOException {
        int closed;
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            closed = silent.getLocalPort();
            assertThat(at("tcp://127.0.0.1:" + closed)).as("somebody listens").isEqualTo(Verdict.UP);
            assertThat(at("http://127.0.0.1:" + closed + "/"))
                    .as("and never answers")
                    .isEqualTo(Verdict.DOWN);
        }
        assertThat(at("tcp://127.0.0.1:" + closed)).isEqualTo(Verdict.DOWN);
        assertThat(at("http://127.0.0.1:" + closed + "/")).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aNameThatNobodyCanResolveIsUnknown() {
        assertThat(at("tcp://no-such-host.invalid:22")).isEqualTo(Verdict.UNKNOWN);
        assertThat(at("http://no-such-host.invalid/")).isEqualTo(Verdict.UNKNOWN);
        assertThat(at("ping://no-such-host.invalid")).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web",
                "web=ftp://192.0.2.7/",
                "web=tcp://192.0.2.7",
                "web=tcp://-o:22",
                "web=ping://-f",
                "web=ping://192.0.2.7@db",
                "we b=ping://192.0.2.7",
                "web=http://user@192.0.2.7/"
            })
    void aTargetThatIsWrittenWronglyIsRefused(String text) {
        assertThatThrownBy(() -> Target.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NAME=ADDRESS@NODE");
    }

    @Test
    void aTargetSaysWhoAsks() {
        assertThat(Target.parse("db=tcp://[2001:db8::7]:3306@5"))
                .isEqualTo(new Target("db", Target.Kind.TCP, "[2001:db8::7]:3306", 5))
                .satisfies(target -> assertThat(target.host()).isEqualTo("2001:db8::7"))
                .satisfies(target -> assertThat(target.port()).isEqualTo(3306));
        assertThat(Target.parse("web=https://192.0.2.7/x").from()).isNull();
    }

    private Verdict at(String address) {
        return looks.at(Target.of("it", address, null));
    }
}
