package org.octane.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Unpacks the programs of simulated nodes, {@code world/**} on the class path, into the world's folder, at each start anew. */
final class WorldPrograms {

    private WorldPrograms() {}

    static void unpack(Path world) {
        try {
            var code = Path.of(WorldPrograms.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(code)) {
                copy(code.resolve("world"), world);
            } else {
                try (var jar = FileSystems.newFileSystem(code)) {
                    copy(jar.getPath("world"), world);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the world's programs can't be put into " + world, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path world) throws IOException {
        if (!Files.isDirectory(from)) {
            throw new IllegalStateException("this build of Octane has no programs of the world");
        }
        for (var file : files(from)) {
            copyOne(file, world.resolve(from.relativize(file).toString()));
        }
        dropStale(from, world);
    }

    /** A program that is running keeps the file it began with: it is replaced, not overwritten. */
    private static void copyOne(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        var draft = target.resolveSibling("." + target.getFileName() + ".new");
        Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What an older Octane left in the folders of programs would still be on the nodes' PATH. */
    private static void dropStale(Path from, Path world) throws IOException {
        try (var folders = Files.list(from)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                var target = world.resolve(folder.getFileName().toString());
                for (var file : files(target)) {
                    if (!Files.exists(folder.resolve(target.relativize(file).toString()))) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
