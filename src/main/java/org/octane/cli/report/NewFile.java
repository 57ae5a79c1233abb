package org.octane.cli.report;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file for its owner alone that is there as a whole or not at all. */
public final class NewFile {

    private NewFile() {}

    /**
     * @param replace a file that is there already
     * @throws FileAlreadyExistsException if there is one that must not be replaced
     */
    public static void write(Path file, String text, boolean replace) throws IOException {
        Path target = file.toAbsolutePath();
        Path draft = Files.createTempFile(
                target.getParent(),
                "." + target.getFileName(),
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, text);
            if (replace) {
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } else {
                // A second name fails where a file has come in between; a move would replace it.
                Files.createLink(target, draft);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
