package org.octane.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process at a time has a world; the kernel lets go of the lock with the process, however it ended. It lets go as
 * well when this process closes any other channel to the same file: so nobody else opens that file.
 */
final class WorldLock implements AutoCloseable {

    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path world;
    private final FileChannel channel;

    private WorldLock(Path world, FileChannel channel) {
        this.world = world;
        this.channel = channel;
    }

    /** @throws WorldInUse if another process has it, or this one */
    static WorldLock take(Path world) {
        if (!HELD_HERE.add(world)) {
            throw new WorldInUse(world, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            var channel = lock(world);
            Files.writeString(pid(world), ProcessHandle.current().pid() + "\n");
            return new WorldLock(world, channel);
        } catch (IOException e) {
            HELD_HERE.remove(world);
            throw new UncheckedIOException("the world in " + world + " can't be locked", e);
        } catch (WorldInUse e) {
            HELD_HERE.remove(world);
            throw e;
        }
    }

    private static FileChannel lock(Path world) throws IOException {
        Files.createDirectories(world);
        var channel = FileChannel.open(world.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new WorldInUse(world, Files.readString(pid(world)).strip());
        }
        return channel;
    }

    private static Path pid(Path world) {
        return world.resolve("pid");
    }

    @Override
    public void close() {
        HELD_HERE.remove(world);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
