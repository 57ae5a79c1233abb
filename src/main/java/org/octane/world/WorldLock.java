package org.octane.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One process at a time has a world; the kernel lets go of the lock with the process, however it ended. */
final class WorldLock implements AutoCloseable {

    private final FileChannel channel;

    private WorldLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws WorldInUse if another process has it */
    static WorldLock take(Path world) {
        var file = world.resolve("lock");
        try {
            Files.createDirectories(world);
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new WorldInUse(world, Files.readString(file).strip());
            }
            Files.writeString(file, ProcessHandle.current().pid() + "\n");
            return new WorldLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("the world in " + world + " can't be locked", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException thisProcessHasIt) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
