package org.octane.conformance;

import java.util.ArrayList;
import java.util.List;
import org.octane.plan.Refusal;
import org.octane.step.StepFailure;

/** A recorded cast and Octane's: each difference is a sentence. */
record ComparedLine(OracleLine line) {

    List<String> differences() {
        try (var world = new OracleWorld(line.database())) {
            new OraclePreparation(world).run(line);
            var cast = new OracleCast(world, line);
            return line.content().path("rpc").isNull() ? refused(cast) : compared(world, cast);
        } catch (RuntimeException e) {
            return List.of("exception: " + e + " at " + e.getStackTrace()[0]);
        }
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
        var before = world.addresses();
        var seven = line.version().equals("7.0");
        var differences = new ArrayList<String>();
        for (var pair : cast.pairs()) {
            var method = pair.recorded().path("method").asText();
            if (pair.octanes() == null) {
                differences.add(method + ": a message → none");
                continue;
            }
            var recorded = new ComparedMessage(pair.recorded(), seven, before).of(pair.recorded());
            var octanes = new ComparedMessage(pair.octanes(), seven, before).of(pair.octanes());
            Differences.between(recorded, octanes).forEach(difference -> differences.add(method + difference));
        }
        return differences;
    }
}
