package org.octane.world.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that make a fault strike a program on a node: {@code faults/<node>/rules/<program>/<number>}, shell assignments, and links {@code
 * faults/<node>/bin/<program>} that put {@code lib/intercept} in front of the program. A link stays when its rules are
 * gone: a running shell may have noted where it found the program.
 */
record ProgramRules(Path world) {

    /** Real programs that are on every node beside the stand-ins. */
    private static final List<String> COMMON =
            List.of("awk", "cat", "cp", "date", "gzip", "sed", "sha256sum", "tar", "zcat");
    /** Those that write files; what can't is told by the real one, or by lib/intercept. */
    private static final List<String> WRITERS = List.of(
            "apt-get",
            "awk",
            "cat",
            "cp",
            "curl",
            "dd",
            "df",
            "grep",
            "gzip",
            "head",
            "mysqldump",
            "sed",
            "sort",
            "tail",
            "tar",
            "tee",
            "yum",
            "zcat");

    List<String> programs(Fault fault) {
        return switch (fault.kind()) {
            case FULL -> WRITERS;
            case CLOCK -> List.of("date");
            default -> fault.part().isEmpty() || fault.part().equals(Fault.ALL) ? every() : List.of(fault.part());
        };
    }

    private List<String> every() {
        try (var files = Files.list(world.resolve("bin"))) {
            var names = new java.util.TreeSet<>(COMMON);
            files.forEach(file -> names.add(file.getFileName().toString()));
            return List.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(String node, String program, int number, Map<String, String> assignments) {
        try {
            var rules = Files.createDirectories(folder(node).resolve("rules").resolve(program));
            var text = new StringBuilder();
            new TreeMap<>(assignments).forEach((name, value) -> text.append("F_")
                    .append(name)
                    .append("='")
                    .append(value.replace("'", "'\\''"))
                    .append("'\n"));
            var draft = Files.writeString(rules.resolve("." + number), text);
            Files.move(draft, rules.resolve(Integer.toString(number)), StandardCopyOption.ATOMIC_MOVE);
            var bin = Files.createDirectories(folder(node).resolve("bin"));
            if (!Files.exists(bin.resolve(program))) {
                Files.createSymbolicLink(bin.resolve(program), world.resolve("lib/intercept"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String node, String program, int number) {
        delete(folder(node).resolve("rules").resolve(program).resolve(Integer.toString(number)));
    }

    /** A fact about the node that its programs look for: {@code faults/<node>/<name>}. */
    void mark(String node, String name, String text) {
        var file = folder(node).resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void unmark(String node, String name) {
        delete(folder(node).resolve(name));
    }

    /** Whether the program that this fault waits for has come. It waits until its rule is gone. */
    boolean told(int number) {
        return Files.exists(world.resolve("faults/seen").resolve(Integer.toString(number)));
    }

    private Path folder(String node) {
        return world.resolve("faults").resolve(node);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
