package org.octane.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Gives Octane's receiver the messages that a real Nailgun's was given, on the same database, and compares the rows that each writes:
 * {@code target/conformance-receiver.txt}.
 */
@Tag("slow")
class ReceiverConformanceTest {

    private static final String FILES = "receiver-.*\\.jsonl\\.gz";

    private enum Verdict {
        EQUAL,
        DEVIATES,
        NOT_OURS,
        READ,
        FAULT
    }

    private final List<String> lines = new ArrayList<>();
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private final Set<ReceiverDeviation> used = new HashSet<>();

    @Test
    void octanesReceiverWritesTheRowsOfNailguns() throws IOException {
        assumeThat(OracleLine.folder()).as("recordings of a real Nailgun").isDirectory();
        var flows = OracleFlow.of(FILES).toList();
        assertThat(flows).as("flows of the receiver").isNotEmpty();
        flows.forEach(this::replay);
        lines.add(counts.toString());
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "conformance-receiver.txt"), lines);
        assertThat(lines).noneMatch(line -> line.startsWith("FAULT"));
        assertThat(used).as("deviations that still deviate").containsAll(ReceiverDeviation.TABLE);
    }

    private void replay(OracleFlow flow) {
        lines.add("== " + flow);
        try (var world = new OracleWorld(flow.start().database())) {
            var preparation = new OraclePreparation(world);
            flow.start().prepare().forEach(item -> preparation.run(item));
            var replay = new ReceiverReplay(world);
            flow.recorded().forEach(step -> one(flow, replay, step));
        } catch (RuntimeException e) {
            note(Verdict.FAULT, flow.toString(), e + " at " + e.getStackTrace()[0]);
        }
    }

    private void one(OracleFlow flow, ReceiverReplay replay, JsonNode step) {
        if (step.path("method").asText().equals("GET")) {
            note(Verdict.READ, ReceiverReplay.name(step), "");
            return;
        }
        if (!replay.isOurs(step)) {
            replay.asRecorded(step);
            note(
                    Verdict.NOT_OURS,
                    ReceiverReplay.name(step),
                    "done as the real one did: no upgrade makes this call, or such a task");
            return;
        }
        var name = flow.version() + " " + replay.describe(step);
        var differences = replay.differences(step);
        var faults = new ArrayList<String>();
        var reasons = new LinkedHashSet<String>();
        for (var difference : differences) {
            var deviation = ReceiverDeviation.TABLE.stream()
                    .filter(line -> line.covers(name, difference))
                    .findFirst();
            deviation.ifPresentOrElse(
                    line -> {
                        used.add(line);
                        reasons.add(line.reason());
                    },
                    () -> faults.add(difference));
        }
        var verdict = !faults.isEmpty() ? Verdict.FAULT : reasons.isEmpty() ? Verdict.EQUAL : Verdict.DEVIATES;
        note(verdict, name, faults.isEmpty() ? String.join("; ", reasons) : "");
        differences.forEach(difference -> lines.add((faults.contains(difference) ? "  ! " : "    ") + difference));
    }

    private void note(Verdict verdict, String step, String rest) {
        counts.merge(verdict, 1, Integer::sum);
        lines.add("%-8s %s %s".formatted(verdict, step, rest).strip());
    }
}
