package org.octane.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One call of a program on a node that gets no answer.
 *
 * @param call its number, from 1
 * @param mode how
 */
record Strike(String program, int call, Mode mode) {

    enum Mode {
        /** It fails, as the real one does when what it talks to is away. */
        FAIL,
        /** It prints half of its answer and fails. */
        HALF,
        /** It prints half of its answer and ends well: only where an answer has an end to be recognized by. */
        CUT,
        /** It neither answers nor ends. */
        HANG
    }

    /** Their answers end in a mark. */
    private static final Set<String> MARKED = Set.of("nova", "crm_mon", "cibadmin", "arping", "mysqldump");
    /** Those that may wait for somebody else. */
    private static final Set<String> MAY_HANG =
            Set.of("nova", "ceph", "mysql", "mysqldump", "ovs-vsctl", "initctl", "crm_mon", "service");
    /** Real programs beside the stand-ins. */
    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "cut",
            "df",
            "diff",
            "du",
            "find",
            "grep",
            "gzip",
            "mktemp",
            "mv",
            "openssl",
            "sed",
            "sha256sum",
            "sort",
            "stat",
            "tail",
            "tar",
            "tr",
            "uniq",
            "xargs");
    /** Beside those, what opens files of its own. */
    private static final List<String> WRITERS = List.of("cp", "curl", "head", "mysqldump", "tee");
    /** Of calls that differ by numbers only. */
    private static final int SAMPLES = 2;

    /** What happens when a program is called so often is noted from now on. */
    static void note(Path world, String node) {
        try (var files = Files.list(world.resolve("bin"))) {
            var programs = new ArrayList<>(TOOLS);
            files.forEach(file -> programs.add(file.getFileName().toString()));
            programs.forEach(program -> rule(world, node, program, "F_KIND=note\nF_OWN=1\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the disks of these nodes are full. */
    static void fullDisks(Path world, List<Integer> nodes) {
        for (int node : nodes) {
            var name = Integer.toString(node);
            Stream.concat(TOOLS.stream(), WRITERS.stream())
                    .forEach(program -> rule(world, name, program, "F_KIND=full\nF_TEXT=test\n"));
            try {
                Files.writeString(world.resolve("faults/" + name + "/full"), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Strikes at what was noted: at each call, of those that are alike at two. */
    static List<Strike> of(Path world, String node) {
        var calls = world.resolve("faults/" + node + "/calls");
        if (!Files.exists(calls)) {
            return List.of();
        }
        var counts = new LinkedHashMap<String, Integer>();
        var alike = new LinkedHashMap<String, Integer>();
        var strikes = new LinkedHashSet<Strike>();
        for (var line : lines(calls)) {
            var program = line.split(" ", 2)[0];
            int call = counts.merge(program, 1, Integer::sum);
            if (alike.merge(line.replaceAll("[0-9a-f-]*[0-9][0-9a-f-]*", "#"), 1, Integer::sum) <= SAMPLES) {
                strikes.add(new Strike(program, call, Mode.FAIL));
                if (!TOOLS.contains(program) || alike.size() % 4 == 0) {
                    strikes.add(new Strike(program, call, Mode.HALF));
                }
                if (MARKED.contains(program)) {
                    strikes.add(new Strike(program, call, Mode.CUT));
                }
                if (MAY_HANG.contains(program) && call == 1) {
                    strikes.add(new Strike(program, call, Mode.HANG));
                }
            }
        }
        return List.copyOf(strikes);
    }

    void put(Path world, String node) {
        var kind = mode == Mode.CUT ? "half\nF_EXIT=0" : mode.name().toLowerCase(Locale.ROOT);
        rule(world, node, program, "F_KIND=" + kind + "\nF_TEXT=sweep\nF_OWN=1\nF_NTH=" + call + "\nF_TIMES=1\n");
    }

    /** From its first call on, with arguments that contain these, the program fails as when what it talks to is away. */
    static void always(Path world, String node, String program, String arguments) {
        rule(world, node, program, "F_KIND=fail\nF_TEXT=test\nF_NTH=1\nF_TIMES=1000\nF_ARGS='" + arguments + "'\n");
    }

    /** Only its first such call fails. */
    static void once(Path world, String node, String program, String arguments) {
        rule(world, node, program, "F_KIND=fail\nF_TEXT=test\nF_NTH=1\nF_TIMES=1\nF_ARGS='" + arguments + "'\n");
    }

    /** The program says nothing, and ends well. */
    static void silence(Path world, String node, String program) {
        rule(world, node, program, "F_KIND=fail\nF_TEXT=test\nF_NTH=1\nF_TIMES=1000\nF_EXIT=0\n");
    }

    private static void rule(Path world, String node, String program, String text) {
        try {
            var faults = world.resolve("faults").resolve(node);
            Files.writeString(
                    Files.createDirectories(faults.resolve("rules").resolve(program))
                            .resolve("1"),
                    text);
            var link = Files.createDirectories(faults.resolve("bin")).resolve(program);
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, world.resolve("lib/intercept"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return program + " call " + call + " " + mode.name().toLowerCase(Locale.ROOT);
    }

    /** The number of strikes at each program. */
    static Map<String, Integer> counted(List<Strike> strikes) {
        var counts = new LinkedHashMap<String, Integer>();
        strikes.forEach(strike -> counts.merge(strike.program(), 1, Integer::sum));
        return counts;
    }
}
