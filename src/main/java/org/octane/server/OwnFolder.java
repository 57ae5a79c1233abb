package org.octane.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;

/**
 * A folder that nobody but this process' user can have prepared, or can reach. A server keeps passwords and keys there, and runs
 * programs that it finds there.
 */
final class OwnFolder {

    /** Belongs to whoever this process runs as. */
    private static final Path PROCESS =
            Path.of("/proc/" + ProcessHandle.current().pid());

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private OwnFolder() {}

    /**
     * Makes the folder, or takes one that is there.
     *
     * @throws IllegalStateException the folder, a link to it or something in it belongs to somebody else
     */
    static Path at(Path wanted) throws IOException {
        var folder = wanted.toAbsolutePath().normalize();
        if (!Files.exists(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            return folder;
        }
        if (!Files.isDirectory(folder)) {
            throw new StartFailure(
                    Code.DATA_FOLDER_UNUSABLE, folder + " is no folder. Name another one with --data DIR.");
        }
        own(folder);
        var real = folder.toRealPath();
        own(real);
        try (var entries = Files.newDirectoryStream(real)) {
            for (var entry : entries) {
                own(entry);
            }
        }
        if (!OWNER_ONLY.equals(Files.getPosixFilePermissions(real))) {
            Files.setPosixFilePermissions(real, OWNER_ONLY);
        }
        return folder;
    }

    private static void own(Path path) throws IOException {
        if (!uid(path).equals(uid(PROCESS))) {
            throw new StartFailure(
                    Code.DATA_FOLDER_UNUSABLE,
                    path + " belongs to somebody else ("
                            + Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName()
                            + "), who may have prepared what this server would run. Name another folder with --data DIR.");
        }
    }

    private static Object uid(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
