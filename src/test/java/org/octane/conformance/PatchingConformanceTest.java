package org.octane.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
 * Updates of clusters by Octane beside those of real Nailguns 5.1.1 to 8.0 on the same databases: answers and rows of every file
 * {@code patching-*}, messages of every {@code astute-messages-*-patching*}; {@code target/conformance-patching.txt}.
 */
@Tag("slow")
class PatchingConformanceTest {

    private static final String FLOWS = "patching-.*\\.jsonl\\.gz";
    private static final String MESSAGES = "astute-messages-.*-patching.*\\.jsonl\\.gz";

    private enum Verdict {
        EQUAL,
        DEVIATES,
        NOT_OURS,
        NO_DATABASE,
        FAULT
    }

    private final List<String> lines = new ArrayList<>();
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private final Set<PatchingDeviation> used = new HashSet<>();

    @Test
    void octaneUpdatesAsTheRealNailgun() throws IOException {
        assumeThat(OracleLine.folder()).as("recordings of a real Nailgun").isDirectory();
        assertThat(OracleFlow.of(FLOWS)).as("flows").isNotEmpty();
        OracleFlow.of(FLOWS).forEach(this::replay);
        OracleLine.of(MESSAGES)
                .forEach(line -> compared(
                        Version.of(line) + " message: " + line.scenario(), new PatchingCast(line).differences()));
        lines.add(counts.toString());
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "conformance-patching.txt"), lines);
        assertThat(lines).noneMatch(line -> line.startsWith("FAULT"));
        assertThat(used).as("deviations that still deviate").containsAll(PatchingDeviation.TABLE);
    }

    /** Of the start state. */
    private record Version() {
        static String of(OracleLine line) {
            return line.database().replaceFirst("^[a-z0-9]+?_", "").replace('_', '.');
        }
    }

    private void replay(OracleFlow flow) {
        lines.add("== " + flow);
        var version = Version.of(flow.start());
        if (!Files.exists(
                OracleLine.folder().resolve("states").resolve(flow.start().database() + ".sql.gz"))) {
            note(Verdict.NO_DATABASE, flow.toString(), "Octane reads no Nailgun of " + version);
            return;
        }
        try (var world = new OracleWorld(flow.start().database())) {
            var preparation = new OraclePreparation(world);
            flow.start().prepare().forEach(preparation::run);
            var replay = new PatchingReplay(world);
            for (var step : flow.recorded()) {
                var name = version + " " + PatchingReplay.name(step);
                if (replay.isOurs(step)) {
                    compared(name, replay.differences(step));
                } else {
                    replay.asRecorded(step);
                    note(Verdict.NOT_OURS, name, "");
                }
            }
        } catch (RuntimeException e) {
            note(Verdict.FAULT, flow.toString(), e + " at " + e.getStackTrace()[0]);
        }
    }

    private void compared(String name, List<String> differences) {
        var faults = new ArrayList<String>();
        var reasons = new LinkedHashSet<String>();
        for (var difference : differences) {
            PatchingDeviation.covering(name, difference)
                    .ifPresentOrElse(
                            line -> {
                                used.add(line);
                                reasons.add(line.reason());
                            },
                            () -> faults.add(difference));
        }
        var verdict = !faults.isEmpty() ? Verdict.FAULT : reasons.isEmpty() ? Verdict.EQUAL : Verdict.DEVIATES;
        note(verdict, name, faults.isEmpty() ? String.join("; ", reasons) : "");
        differences.stream()
                .distinct()
                .forEach(difference -> lines.add((faults.contains(difference) ? "  ! " : "    ") + difference));
    }

    private void note(Verdict verdict, String step, String rest) {
        counts.merge(verdict, 1, Integer::sum);
        lines.add("%-11s %s %s".formatted(verdict, step, rest).strip());
    }
}
