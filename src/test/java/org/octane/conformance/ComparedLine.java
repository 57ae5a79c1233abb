package org.octane.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.octane.plan.Refusal;
import org.octane.step.StepFailure;

/** A recorded cast and Octane's: each difference is a sentence. */
final class ComparedLine {

    private final OracleLine line;
    private final Set<KnownCastDeviation> deviations = new LinkedHashSet<>();

    ComparedLine(OracleLine line) {
        this.line = line;
    }

    List<String> differences() {
        try (var world = new OracleWorld(line.database())) {
            new OraclePreparation(world).run(line);
            var cast = new OracleCast(world, line);
            return line.content().path("rpc").isNull() ? refused(cast) : compared(world, cast);
        } catch (RuntimeException e) {
            return List.of("exception: " + e + " at " + e.getStackTrace()[0]
                    + (e.getCause() == null ? "" : ", since " + e.getCause().getMessage()));
        }
    }

    /** Those that the recorded messages show; see {@link #differences}. */
    Set<KnownCastDeviation> deviations() {
        return deviations;
    }

    private List<String> refused(OracleCast cast) {
        if (!cast.isOctanesCall()) {
            return List.of("call: " + line.content().path("final_status") + " → Octane has no such call");
        }
        return refused(cast::refused);
    }

    /** What Nailgun refuses, it refuses each time: a step that were tried again would only lose time. */
    static List<String> refused(Runnable cast) {
        try {
            cast.run();
            return List.of("cast: nothing → a message");
        } catch (StepFailure e) {
            return e.passing() ? List.of("refusal: for good → for now") : List.of();
        } catch (Refusal e) {
            return List.of();
        }
    }

    private List<String> compared(OracleWorld world, OracleCast cast) {
        var differences = new ArrayList<String>();
        var situation = cast.situation();
        for (var pair : cast.pairs()) {
            var method = pair.recorded().path("method").asText();
            if (pair.octanes() == null) {
                differences.add(method + ": a message → none");
                continue;
            }
            compared(situation, pair).forEach(difference -> differences.add(method + difference));
        }
        return differences;
    }

    private List<String> compared(CastSituation situation, OracleCast.Pair pair) {
        var expected = new ExpectedCast(line, situation);
        var recorded = expected.of(pair.recorded());
        deviations.addAll(expected.deviations());
        return new ComparedCasts(situation, line.version()).differences(recorded, pair.octanes());
    }
}
