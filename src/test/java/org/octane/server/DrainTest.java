package org.octane.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is told to end takes nothing new, and lets what is under way come to its end. */
class DrainTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Main camel = new Main();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        camel.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:often?period=5&delay=0&includeMetadata=true").to("seda:work?discardWhenFull=true");
                from("seda:work?size=2").to("direct:end");
                from("direct:end").process(exchange -> {
                    begun.countDown();
                    mayEnd.await();
                    done.incrementAndGet();
                });
            }
        });
        camel.start();
        assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void stop() {
        mayEnd.countDown();
        camel.stop();
    }

    @Test
    void whatIsUnderWayAndWhatIsQueuedComesToItsEndAndNothingNewBegins() throws Exception {
        var drain = new Thread(() -> drain(LONG));
        drain.start();
        mayEnd.countDown();
        drain.join();
        int atTheEnd = done.get();
        assertThat(atTheEnd).isPositive();
        assertThat(camel.getCamelContext().getInflightRepository().size()).isZero();
        camel.stop();
        assertThat(done).hasValue(atTheEnd);
    }

    @Test
    void whatTakesTooLongIsNotWaitedFor() {
        drain(Duration.ofMillis(100));

        assertThat(done).hasValue(0);
        assertThat(camel.getCamelContext().getInflightRepository().size()).isPositive();
    }

    private void drain(Duration atMost) {
        try {
            Drain.of(camel.getCamelContext(), atMost);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
