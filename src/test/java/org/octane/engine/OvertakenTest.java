package org.octane.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.octane.step.Outcome;
import org.octane.step.StepFailure;
import org.octane.step.WakeUp;
import org.slf4j.LoggerFactory;

/** An instance that stood still for longer than its lease goes on with a step that another claim has by now. */
class OvertakenTest extends WithEngine {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    /** What the step comes to, said too late. */
    private interface Late {
        Outcome outcome();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of("it is done", (Late) () -> Outcome.done("Said too late.", Map.of())),
                Arguments.of("its effect is missing", (Late) () -> Outcome.missing("Not there.")),
                Arguments.of("it waits", (Late) () -> Outcome.waiting("Not yet.", WakeUp.after(SOON))),
                Arguments.of("it fails and may be tried again", (Late) () -> {
                    throw StepFailure.passing("The node refuses an attempt that was replaced.");
                }),
                Arguments.of("it fails for good", (Late) () -> {
                    throw StepFailure.lasting("The disk is broken.", "Replace it.");
                }),
                Arguments.of("it has an error", (Late) () -> {
                    throw new IllegalStateException("an error");
                }));
    }

    @BeforeEach
    void listen() {
        engine.reset(1);
        said.start();
        root.addAppender(said);
    }

    @AfterEach
    void end() {
        root.detachAppender(said);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void oneLineSaysWhoHasItNowAndThatNothingWasChanged(String end, Late late) {
        var held = new AtomicBoolean(true);
        var over = new AtomicBoolean();
        var calls = new AtomicInteger();
        engine.step("first", call -> {
            if (calls.getAndIncrement() == 0) {
                await().atMost(SOON).pollInterval(Duration.ofMillis(20)).untilFalse(held);
                over.set(true);
                return late.outcome();
            }
            return Outcome.done("Said by the new owner.");
        });
        engine.create();
        await().atMost(SOON).until(() -> engine.status("first"), "running"::equals);
        engine.sql.update("UPDATE octane.step SET owner = 'other@host:/data', fence = fence + 1,"
                + " lease_until = now() + interval '1 hour' WHERE name = 'first'");

        held.set(false);

        await().atMost(SOON).untilTrue(over);
        await().atMost(SOON).untilAsserted(() -> assertThat(List.copyOf(said.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line ->
                        line.startsWith("Step first was claimed anew while this server stood still or was cut off;"
                                + " other@host:/data has it now. Nothing was changed:"))
                .hasSize(1));
        assertThat(engine.status("first")).isEqualTo("running");
        assertThat(List.copyOf(said.list))
                .filteredOn(event -> event.getThrowableProxy() != null
                        || event.getLevel().levelStr.equals("ERROR")
                        || event.getFormattedMessage().contains("again at its next interval"))
                .as("no other line")
                .isEmpty();
    }
}
