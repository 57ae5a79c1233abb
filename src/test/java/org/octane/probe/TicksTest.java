package org.octane.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The clock of the probes, over real sockets. */
class TicksTest {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final long LONG_NANOS = 5_000_000_000L;
    private static final NodeAsker NOBODY = (target, begun, timeout, found) -> {};

    @Test
    void aPauseOfTheWholeProcessIsUnknown() throws IOException {
        try (var api = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var ticks = new Ticks(Clock.systemUTC(), TIMEOUT, NOBODY)) {
            var measured = Measured.of(Target.parse("web=tcp://127.0.0.1:" + api.getLocalPort()));
            ticks.ask(List.of(measured));
            await().until(() -> measured.series().samples() > 3);

            ticks.tick(System.nanoTime() + LONG_NANOS, System.currentTimeMillis());

            await().until(() -> measured.series().unsaved().stream().anyMatch(interval -> interval.to() != null));
            assertThat(measured.series().unsaved())
                    .allSatisfy(interval -> assertThat(interval.kind()).isEqualTo(Verdict.UNKNOWN));
            assertThat(measured.series().total()).isZero();
        }
    }

    @Test
    void aSleepOfTheMachineDuringWhichNoClockOfTheProcessRanIsUnknownToo() throws IOException {
        try (var api = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var ticks = new Ticks(Clock.systemUTC(), TIMEOUT, NOBODY)) {
            var measured = Measured.of(Target.parse("web=tcp://127.0.0.1:" + api.getLocalPort()));
            ticks.ask(List.of(measured));
            await().until(() -> measured.series().samples() > 3);

            ticks.tick(System.nanoTime(), System.currentTimeMillis() + 3_600_000);

            await().until(() -> !measured.series().unsaved().isEmpty());
            assertThat(measured.series().unsaved().get(0).kind()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void aTargetThatDoesNotAnswerHoldsUpNoOtherAndIsNotAskedTwiceAtOnce() throws IOException {
        var hold = new CountDownLatch(1);
        var asked = new AtomicInteger();
        NodeAsker slow = (target, begun, timeout, found) -> {
            asked.incrementAndGet();
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (var api = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var ticks = new Ticks(Clock.systemUTC(), TIMEOUT, slow)) {
            var silent = IntStream.range(0, 20)
                    .mapToObj(i -> Measured.of(Target.parse("s" + i + "=ping://192.0.2.7@5")))
                    .toList();
            var web = Measured.of(Target.parse("web=tcp://127.0.0.1:" + api.getLocalPort()));
            ticks.ask(Stream.concat(silent.stream(), Stream.of(web)).toList());

            await().until(() -> web.series().samples() > 10);
            assertThat(asked).hasValue(20);
            hold.countDown();
        }
    }
}
