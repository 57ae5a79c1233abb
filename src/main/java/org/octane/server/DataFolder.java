package org.octane.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import org.octane.failure.Code;
import org.octane.failure.StartFailure;

/** The folder in which a server keeps everything. One server may use it at a time; a temporary one is removed at the end. */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final boolean temporary;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path folder, boolean temporary, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.temporary = temporary;
        this.channel = channel;
        this.lock = lock;
    }

    /** The lock goes with the process, however it ends. */
    static DataFolder lock(Path folder, boolean temporary) throws IOException {
        var channel =
                FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new StartFailure(
                    Code.DATA_FOLDER_IN_USE, "Another server works in " + folder + "; end it, or name another --data.");
        }
        return new DataFolder(folder, temporary, channel, lock);
    }

    Path path() {
        return folder;
    }

    /**
     * What the server in this folder calls itself, always the same. The lock keeps two from having one name; of a copy of the
     * folder host or path are others.
     */
    String instance() throws IOException {
        var file = folder.resolve("instance");
        if (!Files.exists(file)) {
            var written = Files.writeString(
                    folder.resolve("instance.new"), UUID.randomUUID().toString());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        var host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        return Files.readString(file) + "@" + host + ":" + folder.toRealPath();
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
        if (temporary) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(DataFolder::delete);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be removed", e);
        }
    }
}
