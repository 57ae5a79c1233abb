package org.octane.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code target/chaos.md}: a line for each storm as soon as it is over, and in the end how many came to which end. */
final class StormTable {

    /**
     * What came of one.
     *
     * @param failed what was wrong; null: nothing
     */
    record Row(Weather weather, String drawn, String outcome, String failed, Duration took) {

        static final String FAILED = "FAILED";

        private String line() {
            return "| " + weather.seed() + " | " + weather.kind() + " | " + weather.strategy() + " | " + drawn + " | "
                    + (failed == null ? outcome : FAILED + ": " + failed.replace("|", "\\|")) + " | " + took.toSeconds()
                    + " |\n";
        }
    }

    private static final String HEAD =
            "| Seed | Cloud | Strategy | What struck, beside the world's own faults | Outcome | Seconds |\n|---|---|---|---|---|---|\n";

    private final Path file;
    private final List<Row> rows = new ArrayList<>();

    StormTable(Path file) {
        this.file = file;
    }

    synchronized void add(Row row) {
        if (rows.isEmpty()) {
            write(HEAD);
        }
        rows.add(row);
        write(row.line());
    }

    synchronized void sum() {
        if (rows.isEmpty()) {
            return;
        }
        var counts = new TreeMap<String, Long>(rows.stream()
                .collect(Collectors.groupingBy(
                        row -> "| " + row.weather().kind() + " | "
                                + row.weather().strategy() + " | " + (row.failed() == null ? row.outcome() : Row.FAILED)
                                + " | ",
                        Collectors.counting())));
        var text = new StringBuilder("\n| Cloud | Strategy | Outcome | Storms |\n|---|---|---|---|\n");
        counts.forEach((what, count) -> text.append(what).append(count).append(" |\n"));
        text.append("\n").append(rows.size()).append(" storms, ");
        text.append(rows.stream().filter(row -> row.failed() != null).count()).append(" failed.\n");
        rows.stream()
                .filter(row -> row.failed() != null)
                .forEach(row -> text.append("Again: scripts/test chaos -Dchaos.cloud="
                        + row.weather().kind() + " -Dchaos.seed="
                        + row.weather().seed() + "\n"));
        write(text.toString());
    }

    private void write(String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
