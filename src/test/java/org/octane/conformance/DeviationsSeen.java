package org.octane.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which known deviations lines have shown. One whose lines are all equal is none any more; one without a line says nothing. */
final class DeviationsSeen {

    private final Set<Object> needed = new HashSet<>();
    private final List<OracleLine> compared = new ArrayList<>();

    void needed(KnownCastDeviation deviation) {
        needed.add(deviation);
    }

    void needed(KnownOutcome outcome) {
        needed.add(outcome);
    }

    void compared(OracleLine line) {
        compared.add(line);
    }

    List<String> unneeded() {
        var values = Stream.concat(KnownCastDeviation.OF_SEEDS.stream(), KnownCastDeviation.TABLE.stream())
                .filter(deviation ->
                        !needed.contains(deviation) && compared.stream().anyMatch(deviation::isAbout))
                .map(KnownCastDeviation::reason);
        var outcomes = KnownOutcome.TABLE.stream()
                .filter(outcome ->
                        !needed.contains(outcome) && compared.stream().anyMatch(outcome::isAbout))
                .map(KnownOutcome::reason);
        return Stream.concat(values, outcomes).toList();
    }
}
