package org.octane.cli.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Removes a folder with all that is in it; symbolic links are not followed. */
final class FolderRemoval {

    private FolderRemoval() {}

    /** What can't be removed stays, which is no reason to call a demo failed. */
    static void remove(Path folder) {
        try {
            walk(folder);
        } catch (IOException e) {
            System.getLogger(FolderRemoval.class.getName())
                    .log(System.Logger.Level.WARNING, folder + " is not removed", e);
        }
    }

    private static void walk(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // Gone meanwhile; else the folder can't be removed, which is told.
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
