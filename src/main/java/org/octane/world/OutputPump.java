package org.octane.world;

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

    private final Path pipe;
    private final OutputStream client;
    private FileChannel reader;
    private boolean closed;

    OutputPump(Path pipe, OutputStream client) {
        this.pipe = pipe;
        this.client = client;
    }

    /** @return true if the pipe was read to its end, false if the client went away before */
    boolean run() {
        // Waits until the process has the other end.
        try (var channel = FileChannel.open(pipe, StandardOpenOption.READ)) {
            if (!opened(channel)) {
                return false;
            }
            var buffer = ByteBuffer.allocate(CHUNK);
            while (channel.read(buffer.clear()) >= 0) {
                client.write(buffer.array(), 0, buffer.position());
                client.flush();
            }
            return true;
        } catch (IOException | IllegalStateException clientIsGone) {
            return false;
        }
    }

    private synchronized boolean opened(FileChannel channel) {
        reader = channel;
        return !closed;
    }

    @Override
    public void close() throws IOException {
        FileChannel open;
        synchronized (this) {
            closed = true;
            open = reader;
        }
        if (open != null) {
            // Ends a read that waits in another thread, which closing a FileInputStream does not.
            open.close();
        }
    }
}
