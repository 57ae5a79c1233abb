package org.octane.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What a bench has measured, as a table of Markdown: {@code scripts/bench} prints it and puts it into docs/benchmarks.md. */
public final class Figures {

    private final List<String> lines =
            new ArrayList<>(List.of("| What | Measured | Beside it | Goal | |", "|---|---|---|---|---|"));

    /** A figure that explains others. */
    public void add(String what, String measured) {
        add(what, measured, "", "", "");
    }

    /** @param beside the peer or limit, measured in the same run */
    public void add(String what, String measured, String beside, String goal, boolean met) {
        add(what, measured, beside, goal, met ? "met" : "**not met**");
    }

    private void add(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        System.out.println(lines.get(lines.size() - 1));
    }

    public void write(String bench) {
        try {
            Files.createDirectories(Path.of("target"));
            Files.write(Path.of("target", "bench-" + bench + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param share 0.5: the median */
    public static double millis(Collection<Long> nanos, double share) {
        var sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1)))) / 1e6;
    }

    public static String millis(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }

    public static String medianAndTail(Collection<Long> nanos) {
        return "median " + millis(millis(nanos, 0.5)) + ", p99 " + millis(millis(nanos, 0.99));
    }
}
