package org.octane.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Octane's casts beside those of a real Nailgun on the same database, field by field, for every line of every file
 * {@code astute-messages-7.0-*} and {@code -8.0-*} but updates, which PatchingConformanceTest has. What differs stands in {@link KnownCastDeviation} and {@link KnownOutcome}.
 */
@Tag("slow")
class CastsConformanceTest {

    private static final String FILES = "astute-messages-[78]\\.0-(?!.*patching).*\\.jsonl\\.gz";
    private static final List<String> TABLE = new ArrayList<>();
    private static final DeviationsSeen SEEN = new DeviationsSeen();

    static Stream<OracleLine> lines() {
        return OracleLine.of(FILES);
    }

    @Test
    void castsOfARealNailgunAreAtHand() {
        assumeThat(OracleLine.folder()).as("recordings of a real Nailgun").isDirectory();
        assertThat(lines()).as("lines of files that match " + FILES).isNotEmpty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("lines")
    void octaneCastsAsTheRealNailgun(OracleLine line) {
        var compared = new ComparedLine(line);
        var faults = new ArrayList<String>();
        var reasons = new LinkedHashSet<String>();
        for (var difference : compared.differences()) {
            var known = KnownOutcome.of(line, difference);
            if (known == null) {
                faults.add(difference);
            } else {
                SEEN.needed(known);
                reasons.add(known.reason());
            }
        }
        for (var deviation : compared.deviations()) {
            SEEN.needed(deviation);
            if (KnownCastDeviation.TABLE.contains(deviation)) {
                reasons.add(deviation.reason());
            }
        }
        SEEN.compared(line);
        var verdict = !faults.isEmpty() ? "FAULT" : reasons.isEmpty() ? "EQUAL" : "DEVIATION";
        TABLE.add("%-10s %s%s".formatted(verdict, line, reasons.isEmpty() ? "" : ": " + String.join("; ", reasons)));
        faults.forEach(fault -> TABLE.add("             " + fault));
        assertThat(faults).as(line.toString()).isEmpty();
    }

    @AfterAll
    static void tableIsWrittenAndEachDeviationIsNeeded() throws IOException {
        Files.createDirectories(Path.of("target"));
        for (var verdict : List.of("EQUAL", "DEVIATION", "FAULT")) {
            TABLE.add(verdict + " "
                    + TABLE.stream()
                            .filter(line -> line.startsWith(verdict + " "))
                            .count());
        }
        Files.write(Path.of("target", "conformance-casts.txt"), TABLE);
        assertThat(SEEN.unneeded()).as("deviations that are none any more").isEmpty();
    }
}
