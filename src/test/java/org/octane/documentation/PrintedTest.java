package org.octane.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The comparison of documents with what is printed: it must be able to fail. */
class PrintedTest {

    private static final List<String> DOCUMENT = List.of(
            "8 stages, 162 steps, about 3 h 43 min.", "…", "├─ packages [master]: … (20 s)", "done: 6 steps in 7.1 s");

    @Test
    void durationsMayDifferAndLinesMayBeLeftOut() {
        assertThat(
                        Printed.of(DOCUMENT)
                                .matches(
                                        """
                                8 stages, 162 steps, about 12 min.
                                prepare
                                ├─ packages [master]: They are there (20 s)
                                done: 6 steps in 1 min 04 s
                                """))
                .isTrue();
    }

    @Test
    void anotherNumberOfStepsIsFound() {
        assertThat(
                        Printed.of(DOCUMENT)
                                .matches(
                                        """
                                8 stages, 163 steps, about 12 min.
                                ├─ packages [master]: They are there (20 s)
                                done: 6 steps in 7.1 s
                                """))
                .isFalse();
    }

    @Test
    void aLineThatIsMissingIsFound() {
        assertThat(Printed.of(DOCUMENT).matches("8 stages, 162 steps, about 3 h 43 min.\ndone: 6 steps in 7.1 s\n"))
                .isFalse();
    }

    @Test
    void aLineTooManyIsFound() {
        assertThat(Printed.of(List.of("ready")).matches("ready\nwarning\n")).isFalse();
    }
}
