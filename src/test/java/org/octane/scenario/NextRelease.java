package org.octane.scenario;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.octane.Octane;

/** This build with a further migration and a further step in stage {@code prepare}, in a folder of its own. */
final class NextRelease {

    static final int SCHEMA = 9001;
    static final String STEP = "of-the-next-release";

    private static final String DEFINITION =
            """

              - step: %s
                title: What only the next release does
                run: script
                on: master
                undo: nothing
                estimate: 1s
            """
                    .formatted(STEP);

    private static final String SCRIPT =
            """
            # shellcheck shell=bash
            . ../lib/frame.sh
            octane_done="${OCTANE_ROOT:-}/var/lib/octane/of-the-next-release"
            check() { [ -e "$octane_done" ] || missing "It was not done."; }
            act() { mkdir -p "${octane_done%/*}" && : >"$octane_done"; }
            verify() { check; }
            undo() { rm -f "$octane_done"; }
            """;

    private final Path folder;

    private NextRelease(Path folder) {
        this.folder = folder;
    }

    static NextRelease in(Path folder) throws IOException, URISyntaxException {
        return in(folder, "ALTER TABLE upgrade ADD COLUMN of_the_next_release text;");
    }

    /** One whose migration older servers can't live with. */
    static NextRelease takingAway(Path folder) throws IOException, URISyntaxException {
        return in(folder, "SELECT require_servers(" + SCHEMA + "); ALTER TABLE upgrade DROP COLUMN octane;");
    }

    private static NextRelease in(Path folder, String migration) throws IOException, URISyntaxException {
        var here = here();
        try (var files = Files.walk(here)) {
            for (var file : files.toList()) {
                var copy = folder.resolve(here.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Files.writeString(folder.resolve("db/octane/V" + SCHEMA + "__next.sql"), migration);
        var stage = folder.resolve("stages/prepare.yaml");
        Files.writeString(stage, Files.readString(stage) + DEFINITION);
        Files.writeString(folder.resolve("node/prepare/" + STEP + ".sh"), SCRIPT);
        return new NextRelease(folder);
    }

    /** As this process has it, with the next release in the place of this one. */
    String classPath() throws URISyntaxException {
        var here = here();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().equals(here) ? folder.toString() : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path here() throws URISyntaxException {
        return Path.of(Octane.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toAbsolutePath();
    }
}
