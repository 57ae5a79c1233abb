package org.octane.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** {@code target/faults.md}: what the tests saw of each fault in each stage. Test JVMs write side by side. */
public final class FaultTable {

    /** In the order of the plan. */
    public static final List<String> STAGES = List.of(
            "prepare",
            "upgrade-env",
            "upgrade-db",
            "upgrade-ceph",
            "upgrade-control",
            "upgrade-node",
            "cleanup-env",
            "cleanup-fuel");

    public static final String LAST_STAGE = STAGES.get(STAGES.size() - 1);

    private static final Path FILE = Path.of("target/faults.md");
    private static final String HEAD =
            """
            | Fault | Stage | Step | Outcome | Failed attempts | Waits | Seconds |
            |---|---|---|---|---|---|---|
            """;
    private static final Comparator<String> BY_FAULT_AND_STAGE = Comparator.comparing(
                    (String key) -> key.split("\\|")[0])
            .thenComparing(key -> STAGES.indexOf(key.split("\\|")[1]))
            .thenComparing(Comparator.naturalOrder());

    private FaultTable() {}

    /**
     * @param step the one that was struck
     * @param failed attempts that failed before it went on
     * @param waits how often somebody said that it waits for the end of the fault
     * @param seconds from the strike until the next step that had to do with it succeeded
     */
    public record Row(
            String fault, String stage, String step, String outcome, long failed, long waits, double seconds) {

        private String key() {
            return fault + "|" + stage + "|" + step;
        }

        private String line() {
            return "| %s | %s | %s | %s | %d | %d | %.1f |"
                    .formatted(fault, stage, step, outcome, failed, waits, seconds);
        }
    }

    /** A row of the same fault, stage and step is replaced. */
    public static synchronized void add(Row row) {
        try (var lock = FileChannel.open(
                        Path.of("target/faults.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            var rows = new TreeMap<String, String>(BY_FAULT_AND_STAGE);
            if (held.isValid() && Files.exists(FILE)) {
                Files.readAllLines(FILE).stream().skip(HEAD.lines().count()).forEach(line -> rows.put(key(line), line));
            }
            rows.put(row.key(), row.line());
            Files.writeString(FILE, HEAD + String.join("\n", rows.values()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(row.line());
    }

    private static String key(String line) {
        var cells = line.split("\\|");
        return cells[1].strip() + "|" + cells[2].strip() + "|" + cells[3].strip();
    }
}
