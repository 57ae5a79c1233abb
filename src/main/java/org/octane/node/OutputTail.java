package org.octane.node;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps the last bytes that a command prints, so that a long output cannot fill the memory. Where some are missing what is left begins with
 * a whole line, or, in a line that long, without more than any secret is long: half of a secret would not be masked.
 */
final class OutputTail extends OutputStream {

    private static final int LONGEST_SECRET = 1_024;

    private final byte[] ring;
    private long written;

    OutputTail(int size) {
        ring = new byte[size];
    }

    @Override
    public synchronized void write(int b) {
        ring[(int) (written++ % ring.length)] = (byte) b;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        int skipped = Math.max(0, length - ring.length);
        written += skipped;
        for (int i = from + skipped; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    /** How many bytes before those that are kept. */
    synchronized long dropped() {
        return Math.max(0, written - ring.length);
    }

    synchronized String text() {
        if (written <= ring.length) {
            return new String(ring, 0, (int) written, StandardCharsets.UTF_8);
        }
        int start = (int) (written % ring.length);
        var ordered = new byte[ring.length];
        System.arraycopy(ring, start, ordered, 0, ring.length - start);
        System.arraycopy(ring, 0, ordered, ring.length - start, start);
        int from = 0;
        while (from < LONGEST_SECRET && ordered[from++] != '\n') {}
        return new String(ordered, from, ordered.length - from, StandardCharsets.UTF_8);
    }
}
