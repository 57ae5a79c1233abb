package org.octane.plan.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Which scripts there are for steps, by the path that {@link Run} names.
 *
 * @param own those that an operator has in {@code steps.d}
 * @param built those that the program brings
 */
record Scripts(Set<String> built, Set<String> own) {

    private static final Set<String> NOT_OF_STEPS = Set.of("lib", "job", "preflight");
    private static final String SUFFIX = ".sh";

    /** @param steps the folder {@code steps.d}, null if there is none */
    static Scripts of(Path steps) {
        var built = new HashSet<String>();
        for (var file : new ProgramFolder("node").files()) {
            int folder = file.indexOf('/');
            if (file.endsWith(SUFFIX) && folder > 0 && !NOT_OF_STEPS.contains(file.substring(0, folder))) {
                built.add(name(file));
            }
        }
        return new Scripts(built, steps == null ? Set.of() : own(steps));
    }

    private static Set<String> own(Path steps) {
        var own = new HashSet<String>();
        try (var files = Files.list(steps)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .forEach(file -> own.add(Run.OWN_SCRIPTS + "/" + name(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(steps + " cannot be read", e);
        }
        return own;
    }

    boolean has(String path) {
        return built.contains(path) || own.contains(path);
    }

    private static String name(String file) {
        return file.substring(0, file.length() - SUFFIX.length());
    }
}
