package org.octane.world.node;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Carries what a process writes to its client. The client's window slows the process down. Once closed, whoever still
 * writes to the pipe gets SIGPIPE.
 */
final class OutputPump implements Closeable {

    private static final int CHUNK = 32 * 1024;

    private final OutputStream client;
    private final FileChannel hold;
    private final FileChannel reader;

    /**
     * Opens the pipe at once, before there is a writer: one that comes while the reading end is only being opened may meet the
     * end of an earlier reader instead, which a process that is just being forked still has, and all it writes would be lost.
     * Opened for both ways, a named pipe waits for nobody, and as long as it is so its reader sees no end.
     */
    OutputPump(Path pipe, OutputStream client) throws IOException {
        this.client = client;
        hold = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
        reader = FileChannel.open(pipe, StandardOpenOption.READ);
    }

    /** The process has its end, or there is none: from now on the pipe ends with its last writer. */
    void started() throws IOException {
        hold.close();
    }

    /** @return true if the pipe was read to its end, false if the client went away before */
    boolean run() {
        try (reader) {
            var buffer = ByteBuffer.allocate(CHUNK);
            while (reader.read(buffer.clear()) >= 0) {
                client.write(buffer.array(), 0, buffer.position());
                client.flush();
            }
            return true;
        } catch (IOException | IllegalStateException clientIsGone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        // Ends a read that waits in another thread, which closing a FileInputStream does not.
        reader.close();
    }
}
