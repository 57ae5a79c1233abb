package org.octane.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Every file below a folder as it is at one moment, to be put back: much cheaper than another copy of a small cloud. */
final class KeptFiles {

    private record Kept(byte[] content, FileTime time, Set<PosixFilePermission> mode) {}

    private final Path folder;
    private final Map<Path, Kept> files = new HashMap<>();
    private final Set<Path> folders = new HashSet<>();

    KeptFiles(Path folder) {
        this.folder = folder;
        visit(new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                folders.add(dir);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    files.put(
                            file,
                            new Kept(
                                    Files.readAllBytes(file),
                                    attributes.lastModifiedTime(),
                                    Files.getPosixFilePermissions(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** All is again as it was: what has come since is gone, what changed has its old content, mode and time. */
    void putBack() {
        var left = new HashMap<>(files);
        visit(new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var kept = left.get(file);
                if (kept == null) {
                    Files.deleteIfExists(file);
                } else if (attributes.lastModifiedTime().equals(kept.time())
                        && attributes.size() == kept.content().length) {
                    left.remove(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                if (!folders.contains(dir)) {
                    Files.deleteIfExists(dir);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        left.forEach(this::write);
        folders.forEach(dir -> dir.toFile().mkdirs());
    }

    private void write(Path file, Kept kept) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, kept.content());
            Files.setPosixFilePermissions(file, kept.mode());
            Files.setLastModifiedTime(file, kept.time());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void visit(SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
