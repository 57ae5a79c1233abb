package org.octane.world.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.octane.world.files.Folders;

/**
 * Named pipes for the output of processes. Java's own pipes to a process are closed when it exits, while a background
 * child may still write to them; sshd's are not, and a client waits for that child.
 */
final class OutputPipes {

    /** Two named pipes that nobody has open. */
    record Pair(Path out, Path err) {}

    private final Deque<Pair> free = new ConcurrentLinkedDeque<>();
    private final AtomicLong number = new AtomicLong();
    private final Path folder;

    /** @param folder emptied first */
    OutputPipes(Path folder) {
        this.folder = folder;
        try {
            Folders.delete(folder);
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Pair take() throws IOException {
        var pair = free.pollFirst();
        return pair == null ? make() : pair;
    }

    /** @param ended both were read to their end, so that nobody holds them any more */
    void giveBack(Pair pair, boolean ended) {
        if (ended) {
            free.addFirst(pair);
            return;
        }
        try {
            Files.deleteIfExists(pair.out());
            Files.deleteIfExists(pair.err());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Pair make() throws IOException {
        var name = Long.toString(number.incrementAndGet());
        var pair = new Pair(folder.resolve(name + ".out"), folder.resolve(name + ".err"));
        var mkfifo = new ProcessBuilder(
                        "mkfifo", "-m", "600", pair.out().toString(), pair.err().toString())
                .inheritIO()
                .start();
        try {
            if (mkfifo.waitFor() != 0) {
                throw new IOException("no named pipe can be made in " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return pair;
    }
}
