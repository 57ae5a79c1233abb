package org.octane.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which known deviations lines have shown. One whose lines are all equal is none any more; one without a line says nothing. */
final class DeviationsSeen {

    private final Set<KnownCastDeviation> needed = new HashSet<>();
    private final List<OracleLine> compared = new ArrayList<>();

    void needed(KnownCastDeviation deviation) {
        needed.add(deviation);
    }

    void compared(OracleLine line) {
        compared.add(line);
    }

    List<KnownCastDeviation> unneeded() {
        return KnownCastDeviation.TABLE.stream()
                .filter(deviation -> !needed.contains(deviation))
                .filter(deviation -> compared.stream().anyMatch(deviation::isAbout))
                .toList();
    }
}
